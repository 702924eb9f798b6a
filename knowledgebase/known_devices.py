"""Known devices: a browser in which somebody logged in keeps a cookie that says so, and no mail is sent again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cases.people.services.devices import COOKIE, LONGEST, SALT


class KnownDevicesMiddleware:
    """Writes the cookie that ``cases.people.services.devices`` asks for at a log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        marks = getattr(request, "marks_of_people", None)
        if marks:
            response.set_signed_cookie(
                COOKIE,
                " ".join(marks),
                salt=SALT,
                max_age=LONGEST,
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
        return response
