"""Mutes: no more mail of a kind about a thing, for a person who said so."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from cases.messages.models import Mute


def mute(person: Any, kind: str, about: Any) -> None:
    """Begins a mute; one that is there stays."""
    Mute.objects.get_or_create(person=person, kind=kind, **_about(about))


def unmute(person: Any, kind: str, about: Any) -> None:
    """Ends a mute, as its person asks, or because they take part again."""
    Mute.objects.filter(person=person, kind=kind, **_about(about)).delete()


def muted_people(kind: str, about: Any) -> set[int]:
    """Keys of the people who want no mail of a kind about a thing."""
    return set(Mute.objects.filter(kind=kind, **_about(about)).values_list("person", flat=True))


def _about(about: models.Model) -> dict[str, Any]:
    return {"content_type": ContentType.objects.get_for_model(about), "object_id": str(about.pk)}
