"""An id for every request, in each line that is logged meanwhile; and one line a request."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Whatever a proxy sends as an id goes into logs and back out as a header.
VALID = re.compile(r"[A-Za-z0-9._-]{8,64}")
LONGEST_PATH = 200
QUIET = frozenset(["/healthz", "/readyz", "/metrics"])  # asked every few seconds; logged when not answered with 200
logger = structlog.get_logger("access")


class RequestLogMiddleware:
    """Takes ``X-Request-ID`` from the proxy or makes one; logs method, path, status and time, and nobody's data.

    Neither the query, which holds what people search for, nor address, browser or account is logged.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if VALID.fullmatch(given) else uuid4().hex
        began = time.monotonic()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)  # until the next: Django logs once we are done
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        if settings.ACCESS_LOG and not (request.path_info in QUIET and response.status_code == 200):
            logger.info(
                "request",
                method=request.method,
                path=_path(request),
                status=response.status_code,
                ms=round((time.monotonic() - began) * 1000, 1),
            )
        return response


def _path(request: HttpRequest) -> str:
    """The path; its pattern where it holds a secret, such as the link that sets a new password."""
    match = request.resolver_match
    if match is not None and "token" in match.kwargs:
        return f"/{match.route}"
    return request.path_info[:LONGEST_PATH]
