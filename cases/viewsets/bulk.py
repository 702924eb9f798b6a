"""Page of a bulk action: how far it is, which objects were refused, and its undoing."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Page

from cases.models import BulkRun, CaseStudyPage
from cases.models.bulk import BulkAction
from cases.selectors.incomplete import field_labels
from cases.selectors.localized_format import number
from cases.services.bulk_runs import REASONS, begin_bulk, begin_undo, may_be_undone

from .jobs import RunView
from .reports.columns import listed


class BulkRunView(RunView):
    """Page of a bulk action, with the refused objects and their reasons."""

    model = BulkRun
    template_name = "cases/admin/bulk_run.html"
    header_icon = "tasks"
    page_title = gettext_lazy("Action on many cases")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        result = self.object.result
        refused = [
            {
                "title": item["title"],
                "url": reverse("wagtailadmin_pages:edit", args=[item["pk"]]) if item["code"] != "gone" else "",
                "reason": str(REASONS[item["code"]]),
                "fields": listed(field_labels(item["fields"])),
            }
            for item in result.get("named", [])
        ]
        return {
            **super().get_context_data(**kwargs),
            "done": number(result.get("done", 0)),
            "refused_count": number(result.get("refused", 0)),
            "refused": refused,
            "index_url": reverse("cases_report_city"),
            "undo_url": reverse("bulk_undo", args=[self.object.pk]) if may_be_undone(self.object) else "",
            "withdrawn": number(self.object.withdrawals.count()),
            "undone_by": self.object.undone_by.order_by("pk").last(),
            "undoes": self.object.undoes,
        }


@require_POST
def undo_bulk(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins to publish again what an action withdrew; each page is asked anew whether this person may.

    Raises PermissionDenied for whoever neither began the action nor is a superuser.
    """
    run = get_object_or_404(BulkRun, pk=pk)
    if not (request.user.is_superuser or run.user_id == request.user.pk):
        raise PermissionDenied
    if not may_be_undone(run):
        messages.error(request, _("There is nothing to undo here, or somebody undoes it already."))
        return redirect("bulk_run", run.pk)
    return redirect("bulk_run", begin_undo(run, request.user).pk)


def unpublish_as_run(request: HttpRequest, action: str, objects: Iterable[Any], view: Any) -> HttpResponse | None:
    """Has case pages that are unpublished together in the page tree withdrawn by a run, which can be undone."""
    pages = [item for item in objects if isinstance(item, Page)]
    if request.method != "POST" or action != "unpublish" or not pages:
        return None
    cases = set(CaseStudyPage.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", flat=True))
    if len(cases) != len(pages):
        return None
    return redirect("bulk_run", begin_bulk(BulkAction.UNPUBLISH, cases, request.user).pk)
