"""Links by which mails of a kind are turned off without logging in (RFC 8058): signed, and valid as long as the key."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core import signing

from cases.messages.causes import kind_of
from cases.messages.selectors.addresses import normal

SALT = "cases.messages.stop"


@dataclass(frozen=True, slots=True)
class StopRequest:
    """Request to turn kinds of mail off, for a person or for an address without an account."""

    person: User | None
    address: str
    kinds: list[str]


def stop_token(person_id: int | None, address: str, kinds: list[str]) -> str:
    """Secret of a link, for these kinds alone."""
    whose = {"p": person_id} if person_id else {"a": normal(address)}
    return signing.dumps({**whose, "k": kinds}, salt=SALT, compress=True)


def read_stop_token(token: str) -> StopRequest | None:
    """Request that a link stands for; None where it is not one of ours, or leads to nothing any more."""
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    kinds = [code for code in found["k"] if (kind := kind_of(code)) and not kind.mandatory]
    person = User.objects.filter(pk=found["p"]).first() if "p" in found else None
    if not kinds or ("p" in found and person is None):
        return None
    return StopRequest(person, found.get("a", ""), kinds)
