"""Kinds of messages, for each of which people choose a pace."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.messages.choices import Pace

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Kind of messages. ``flag``: the field of Wagtail's profile that says yes or no to it as well.

    ``newsroom``: only whoever may enter the admin gets any. ``mandatory``: nobody can turn it off, and no mail of it
    has a link to do so.
    """

    code: str
    label: "str | _StrPromise"
    pace: Pace = Pace.DAILY
    flag: str = ""
    newsroom: bool = False
    mandatory: bool = False


KINDS: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Makes a kind known."""
    KINDS[kind.code] = kind


def kind_of(code: str) -> Kind | None:
    """Kind of that code; None for one that is no more."""
    return KINDS.get(code)
