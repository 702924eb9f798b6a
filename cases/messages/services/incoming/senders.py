"""Whether a mail came from whom it says: the person's addresses, and what our own mail server found out."""

import re
from contextlib import suppress
from email.message import Message
from typing import Any

from django.apps import apps
from django.conf import settings

from .reading import headers

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"\s*(dmarc|dkim|spf)\s*=\s*(\w+)", re.I)
_DOMAINS = {
    "dkim": re.compile(r"header\.(?:d|i)\s*=\s*\"?(?:[^\s;@\"]*@)?([^\s;\"]+)", re.I),
    "spf": re.compile(r"smtp\.(?:mailfrom|helo)\s*=\s*\"?<?(?:[^\s;@\"<>]*@)?([^\s;\"<>]+)", re.I),
    "dmarc": re.compile(r"header\.from\s*=\s*\"?(?:[^\s;@\"]*@)?([^\s;\"]+)", re.I),
}


def addresses_of(person: Any) -> set[str]:
    """Addresses from which a person's answers come, in small letters: that of the account and confirmed ones."""
    found = {person.email} if person.email else set()
    if apps.is_installed("allauth.account"):
        addresses: Any = apps.get_app_config("account").get_model("EmailAddress")
        found |= set(addresses.objects.filter(user=person, verified=True).values_list("email", flat=True))
    return {_comparable(address) for address in found}


def is_from(person: Any, senders: list[str]) -> bool:
    """Whether a mail has one sender, and that is this person."""
    return len(senders) == 1 and _comparable(senders[0]) in addresses_of(person)


def is_proven(message: Message, sender: str) -> bool:
    """Whether the mail server that ``INBOUND_AUTHSERV_ID`` names confirmed the domain of the sender.

    True where none is named. Only the topmost result of that server counts: one below came with the mail, and whoever
    sent it may have written it.
    """
    if not settings.INBOUND_AUTHSERV_ID:
        return True
    for value in headers(message, "Authentication-Results"):
        clean = _COMMENT.sub(" ", value)
        server, _semicolon, results = clean.partition(";")
        if (server.split() or [""])[0].lower() == settings.INBOUND_AUTHSERV_ID:
            return _confirms(results, sender.rpartition("@")[2])
    return False


def _confirms(results: str, domain: str) -> bool:
    verdicts: dict[str, bool] = {}
    for result in results.split(";"):
        match = _RESULT.match(result)
        if match is None:
            continue
        method = match[1].lower()
        named = _DOMAINS[method].search(result)
        is_aligned = method == "dmarc" if named is None else _is_same(domain, named[1].lower())
        verdicts[method] = verdicts.get(method, False) or (match[2].lower() == "pass" and is_aligned)
    if "dmarc" in verdicts and not verdicts["dmarc"] and "dmarc=fail" in results.lower().replace(" ", ""):
        return False
    return any(verdicts.values())


def _is_same(domain: str, confirmed: str) -> bool:
    """Whether what was confirmed is the sender's domain, or one above it that is no bare ending such as ``org``."""
    confirmed = confirmed.rstrip(".")
    return domain == confirmed or ("." in confirmed and domain.endswith(f".{confirmed}"))


def _comparable(address: str) -> str:
    local, _at, domain = address.strip().lower().rpartition("@")
    with suppress(UnicodeError):
        domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    return f"{local}@{domain}"
