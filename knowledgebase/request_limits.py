"""Limits of what a request may be: its address, and what it sends. Those of gunicorn_config stand behind them."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases.review.services.submissions.attaching import MAX_BYTES as MAX_ATTACHED
from cases.review.services.submissions.codes import KEY as BEGUN
from search.params import LONGEST

from .ended_session import ADMIN, was_here
from .refusals import refuse

LONGEST_ADDRESS = 8_000  # characters of path and query; gunicorn refuses lines of more than 8,190 by itself
SMALL = 64_000  # bytes; more than any form that is open to everybody
SUBMISSION = re.compile(r"^/[a-z-]+/submissions/\d+/(?P<part>files|write)/")
KB, MB = 1_000, 1_000_000


class AddressLengthMiddleware:
    """Answers 414 to an address that no page of ours would lead to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.META.get("RAW_URI") or request.get_full_path()) <= LONGEST_ADDRESS:
            return self.get_response(request)
        text = _("A search takes up to %(characters)s characters and a few dozen choices. Search with fewer words.")
        return refuse(request, 414, _("The address is too long"), text, {"characters": LONGEST})


class BodySizeMiddleware:
    """Answers 413 to those who send more than they may: little before they log in, an import at most after.

    Stands behind authentication and before whatever reads a body, which Django's CSRF check would do for anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = _content_length(request)
        if sent <= SMALL:
            return self.get_response(request)
        most = _most(request)
        if sent <= most:
            return self.get_response(request)
        text = _("At most %(kilobytes)s kB may be sent to this address.")
        return refuse(request, 413, _("Too much was sent"), text, {"kilobytes": most // KB})


def _most(request: HttpRequest) -> int:
    """Bytes that a person may send; whoever was logged in until now sends what they wrote before it ended.

    Anybody can make an account: what only one with a role is for, only such a one may send.
    """
    if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
        return int(settings.IMPORT_MAX_MB) * MB + SMALL
    if request.path.startswith(ADMIN) and was_here(request):
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return _most_of_submission(request)


def _most_of_submission(request: HttpRequest) -> int:
    """Bytes for a submission of whoever has an account or began one in this browser: of a section, or of a file."""
    part = SUBMISSION.match(request.path)
    if part is None or not (request.user.is_authenticated or BEGUN in request.session):
        return SMALL
    return MAX_ATTACHED + SMALL if part["part"] == "files" else int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _content_length(request: HttpRequest) -> int:
    """Bytes that will be read: 0 where the length is not said, since Django then reads nothing."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
