"""Codes by which a visitor confirms an address. A session keeps a digest alone; the code is in the mail."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from cases.messages.models import Message
from cases.messages.selectors.addresses import normal
from cases.messages.services.notify import Addressee, notify

LIFETIME = timedelta(minutes=15)
MOST_TRIES = 5
MOST_AN_HOUR = 5  # codes to one address
CONFIRMED_FOR = timedelta(days=7)  # in one browser
CAUSE = "review.code"
KEY = "review"  # of a session


class TooManyCodesError(Exception):
    """So many codes were sent to the address that it gets no other for a while."""


@dataclass(slots=True)
class Pending:
    """Code that is waited for. ``name``: how whoever asked wants to be addressed; ``number``: what it is for, or ""."""

    email: str
    digest: str
    expires: float
    name: str = ""
    number: str = ""
    tries: int = 0


def ask_code(session: Any, email: str, language: str, *, name: str = "", number: str = "") -> None:
    """Sends a code to an address, and has the session wait for it. Raises TooManyCodesError."""
    address = normal(email)
    since = timezone.now() - timedelta(hours=1)
    if Message.objects.filter(cause=CAUSE, address__iexact=address, created_at__gt=since).count() >= MOST_AN_HOUR:
        raise TooManyCodesError
    code = get_adapter().generate_login_code()
    expires = (timezone.now() + LIFETIME).timestamp()
    _write(session, pending=asdict(Pending(address, _digest(code, address), expires, name, number)))
    notify(CAUSE, [Addressee(address, language)], context={"code": code}, urgent=True)


def pending(session: Any) -> Pending | None:
    """The code that a session waits for; None where it waits for none, or no more."""
    kept = _read(session).get("pending")
    found = Pending(**kept) if kept else None
    is_over = found is None or found.expires < timezone.now().timestamp() or found.tries >= MOST_TRIES
    return None if is_over else found


def confirm(session: Any, code: str) -> Pending | None:
    """Takes the code that was typed: the address is confirmed in this browser; None where it is not the right one."""
    waited = pending(session)
    if waited is None:
        return None
    if not constant_time_compare(_digest(code, waited.email), waited.digest):
        waited.tries += 1
        _write(session, pending=asdict(waited))
        return None
    until = (timezone.now() + CONFIRMED_FOR).timestamp()
    _write(session, pending=None, addresses={**_read(session).get("addresses", {}), waited.email: until})
    return waited


def confirmed_addresses(session: Any) -> frozenset[str]:
    """Addresses that were confirmed in this browser, and still count."""
    now = timezone.now().timestamp()
    return frozenset(address for address, until in _read(session).get("addresses", {}).items() if until > now)


def begun_here(session: Any) -> frozenset[str]:
    """Numbers of what this browser began."""
    return frozenset(_read(session).get("begun", ()))


def note_begun(session: Any, number: str) -> None:
    """Keeps in the session that this browser began a submission."""
    _write(session, begun=[*_read(session).get("begun", []), number][-20:])


def leave(session: Any) -> None:
    """Forgets in this browser what was confirmed and begun."""
    session.pop(KEY, None)


def _read(session: Any) -> dict[str, Any]:
    kept = session.get(KEY)
    return kept if isinstance(kept, dict) else {}


def _write(session: Any, **values: Any) -> None:
    session[KEY] = {**_read(session), **values}


def _digest(code: str, address: str) -> str:
    typed = "".join(code.split()).replace("-", "").upper()
    return salted_hmac("cases.review.codes", f"{address} {typed}", algorithm="sha256").hexdigest()
