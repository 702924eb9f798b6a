"""Personal data: what the site holds about a person, room by room, to be handed to them and to be forgotten.

A room that keeps something about people registers here, in ``ready`` of its app, what it is and how it goes:

    register(Held("messages", export=messages_of, forget=forget_messages))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Held:
    """Data that a room holds about a person. ``export`` gives it as what JSON can say; ``forget`` lets it go.

    ``forget`` is called while the person's name and address are still there, and in the transaction in which they go.
    """

    name: str
    export: Callable[[User], Any]
    forget: Callable[[User], None]


_registered: dict[str, Held] = {}


def register(held: Held) -> None:
    """Adds what a room holds; a second time under one name it takes the place of the first."""
    _registered[held.name] = held


def held_about(user: User) -> dict[str, Any]:
    """Everything that is held about a person, by the name of what it is."""
    return {held.name: held.export(user) for held in _registered.values()}


def forget(user: User) -> None:
    """Lets everything go that is held about a person beside their account."""
    for held in _registered.values():
        held.forget(user)
