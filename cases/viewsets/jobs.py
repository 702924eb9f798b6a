"""Pages of jobs in the background, and the progress that their script asks for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from cases.models.jobs import Job
from cases.selectors.localized_format import number

from .admin_page import AdminPage


def progress_response(work: Job) -> HttpResponse:
    """State and share done of a job as JSON; ``text`` is read out by screen readers."""
    percent = work.percent if work.total else None  # nothing to count: it is done in one step
    text = _("Under way") if percent is None else _("%(percent)s %% done") % {"percent": number(percent)}
    response = JsonResponse({"under_way": work.is_under_way, "percent": percent, "text": text})
    response["Cache-Control"] = "no-store"
    return response


def wants_progress(request: HttpRequest) -> Any:
    """Whether the script of the progress bar asks."""
    return request.GET.get("progress")


class RunView(AdminPage, TemplateView):
    """Page of a job, for the person who began it and for administrators. ``model``: model of the job."""

    model: Any = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.model, pk=kwargs["pk"])

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
        return {**super().get_context_data(**kwargs), "run": self.object, "work": self.object}
