"""Mutes: no more mail of a kind about a thing, for a person who said so."""

from typing import Any

from cases.messages.models import Mute
from cases.messages.selectors.references import reference_to


def mute(person: Any, kind: str, about: Any) -> None:
    """Begins a mute; one that is there stays."""
    Mute.objects.get_or_create(person=person, kind=kind, **reference_to(about))


def unmute(person: Any, kind: str, about: Any) -> None:
    """Ends a mute, as its person asks, or because they take part again."""
    Mute.objects.filter(person=person, kind=kind, **reference_to(about)).delete()


def muted_people(kind: str, about: Any) -> set[int]:
    """Keys of the people who want no mail of a kind about a thing."""
    return set(Mute.objects.filter(kind=kind, **reference_to(about)).values_list("person", flat=True))
