"""What pages of work in the background share: the progress that a script asks for."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from cases.models.work import Work
from cases.selectors.reader_format import number


def progress_response(work: Work) -> HttpResponse:
    """State and share done as JSON; ``text`` is what a screen reader hears."""
    text = _("%(percent)s %% done") % {"percent": number(work.percent)}
    response = JsonResponse({"under_way": work.is_under_way, "percent": work.percent, "text": text})
    response["Cache-Control"] = "no-store"
    return response


def wants_progress(request: HttpRequest) -> Any:
    """Whether the script of the progress bar asks."""
    return request.GET.get("progress")
