"""An action on many cases: how far it is, and what was refused."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cases.models import BulkRun
from cases.selectors.incomplete import field_labels
from cases.selectors.reader_format import number
from cases.services.bulk_runs import REASONS

from .admin_page import AdminPage
from .reports import listed
from .work import progress_response, wants_progress


class BulkRunView(AdminPage, TemplateView):
    """For the person who began it, and for administrators."""

    template_name = "cases/admin/bulk_run.html"
    header_icon = "tasks"
    page_title = gettext_lazy("Action on many cases")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(BulkRun, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not (request.user.is_superuser or self.object.user_id == request.user.pk):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wants_progress(request):
            return progress_response(self.object)
        return super().get(request, *args, **kwargs)

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
            "run": self.object,
            "work": self.object,
            "done": number(result.get("done", 0)),
            "refused_count": number(result.get("refused", 0)),
            "refused": refused,
        }
