"""Mutes of a person, as they see them beside their other choices, and how they hear again."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.messages.models import Mute

from .registry import action_kind


@dataclass(frozen=True, slots=True)
class Muted:
    """Mute as its person reads it. Of a thing that they may not open any more no name is said."""

    pk: int
    said: str
    button: str


def mutes_of(person: Any) -> QuerySet[Mute]:
    """Mutes of a person, the newest first."""
    return Mute.objects.filter(person=person).prefetch_related("about").order_by("-pk")


def shown(mute: Mute, person: Any) -> Muted:
    """Mute of a person in words of its kind, in the language in force."""
    kind, about = action_kind(mute.kind), mute.about
    button = kind.take_back_button() if kind and kind.take_back_button else _("Send me these mails again")
    if kind is None or about is None:
        return Muted(mute.pk, _("Something that is not there any more"), button)
    if not kind.may(person, about):
        return Muted(mute.pk, _("Something that you cannot open any more"), button)
    return Muted(mute.pk, kind.done(person, about), button)


def hear_again(mute: Mute) -> None:
    """Ends a mute, as by the link of the mail it came from."""
    mute.delete()
