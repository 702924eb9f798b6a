"""A deadline as a file for calendars, at a signed address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.messages.services.deadlines.ical import FILE_TYPE, deadline_as_ical, deadline_at
from cases.views.behind_secret import kept_secret


@require_safe
def deadline_file(request: HttpRequest, token: str) -> HttpResponse:
    """The deadline as it is now. An address that was not signed here answers as one whose deadline is gone."""
    deadline = deadline_at(token)
    if deadline is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="deadline.ics"'}
    file = deadline_as_ical(deadline, is_feed=True)
    return kept_secret(HttpResponse(file, f"{FILE_TYPE}; charset=utf-8", headers=headers))
