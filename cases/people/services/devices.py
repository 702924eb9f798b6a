"""Devices: a mail for every log-in with one that was not used for the account before."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.signing import BadSignature
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

COOKIE, SALT = "known-device", "cases.people.known-device"
LONGEST = 400 * 86_400  # seconds; browsers keep no cookie longer
MOST = 8  # people whom a browser knows


def note_device(request: HttpRequest, user: Any, *, is_first: bool) -> None:
    """Notes that a person logs in with a browser, and tells them where it is new; not at their first log-in of all.

    The middleware of ``knowledgebase.known_devices`` writes what is noted into a cookie.
    """
    mark, known = _mark(user), _known(request)
    if mark in known:
        return
    request.marks_of_people = [mark, *known][:MOST]  # type: ignore[attr-defined]  # read by the middleware
    if not is_first:
        get_adapter(request).send_notification_mail("people/email/new_device", user)


def _known(request: HttpRequest) -> list[str]:
    try:
        return str(request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=LONGEST)).split()
    except BadSignature:
        return []


def _mark(user: Any) -> str:
    """Mark of a person in the cookie, which says to nobody else who they are."""
    return salted_hmac(SALT, str(user.pk), algorithm="sha256").hexdigest()[:20]
