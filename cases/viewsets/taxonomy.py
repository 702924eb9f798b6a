"""Pages of the admin for a topic or a city: uses, merge, refusal to delete one in use."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from cases.models import MergeRun
from cases.selectors.languages import language_name
from cases.selectors.localized_format import active_language, number
from cases.selectors.uses import is_used, uses_of
from cases.services.merge_runs import merge

from .admin_page import AdminPage
from .deletion import ProtectedDeleteView


class OfOneThing(AdminPage):
    """Page about a topic or city. ``name``: that of its viewset."""

    model: Any = None
    name = ""
    trail_label: Any = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.model, pk=kwargs["pk"])
        self.trail = [(f"{self.name}:index", self.trail_label)]

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "object": self.object,
            "edit_url": reverse(f"{self.name}:edit", args=[self.object.pk]),
            "usage_url": reverse(f"{self.name}:used", args=[self.object.pk]),
            "merge_url": reverse(f"{self.name}:merge", args=[self.object.pk]),
        }


class UsedView(OfOneThing, TemplateView):
    """Page of the uses of a topic or city."""

    any_permission_required = ["add", "change", "delete", "view"]
    template_name = "cases/admin/used.html"
    page_title = gettext_lazy("Where it is used")
    header_icon = "link"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = uses_of(self.object, self.request.user)
        language = active_language()
        rows = [
            {
                "page": page,
                "code": page.case.code if page.case else "",
                "language": language_name(page.locale.language_code, language),
                "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
            }
            for page in uses.pages
        ]
        may_merge = self.user_has_permission("change") and self.user_has_permission("delete")
        return {**super().get_context_data(**kwargs), "uses": uses, "rows": rows, "may_merge": may_merge}


class MergeView(OfOneThing, FormView):
    """Page that merges a topic or city into another, which ``form_class`` asks for."""

    permission_required = "change"
    template_name = "cases/admin/merge.html"
    page_title = gettext_lazy("Merge")
    header_icon = "resubmit"
    explanation: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.user_has_permission("delete"):  # for afterwards there is one less
            self.permission_required = "delete"
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "source": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = uses_of(self.object, self.request.user)
        return {**super().get_context_data(**kwargs), "uses": uses, "explanation": self.explanation}

    def form_valid(self, form: Any) -> HttpResponse:
        target = form.cleaned_data["target"]
        name = str(self.object)
        outcome = merge(self.object, target, self.request.user)
        if isinstance(outcome, MergeRun):
            return redirect(reverse("merge_run", args=[outcome.pk]))
        text = _("“%(source)s” is now a part of “%(target)s”. Cases that changed: %(count)s")
        messages.success(self.request, text % {"source": name, "target": target, "count": number(outcome)})
        return redirect(reverse(f"{self.name}:edit", args=[target.pk]))


class UnusedDeleteView(ProtectedDeleteView):
    """Page that deletes an unused topic or city, and leads to the uses of a used one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.user_has_permission("delete") and is_used(self.object):
            text = _("“%(name)s” is in use and cannot be deleted. Merge it into another, or look where it is used.")
            messages.error(request, text % {"name": self.object})
            name = self.index_url_name.partition(":")[0]
            return redirect(reverse(f"{name}:used", args=[self.object.pk]))
        return super().dispatch(request, *args, **kwargs)
