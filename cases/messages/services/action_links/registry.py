"""Registry of kinds of action links: what each does, to whom it is allowed, and how it is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


class NotAllowedError(Exception):
    """Error of an action that its person may not do any more."""


@dataclass(frozen=True, slots=True)
class ActionKind:
    """Kind of action links. Its functions are given the person (None: an office) and the thing that a link is about.

    ``title`` and ``consequence`` are read before the act, in the language that is active; ``may`` is asked when the
    link is opened and again when it acts. ``act`` is done at most once until ``take_back`` undid it. ``form``: what is
    asked beside the button, a form of the person, the thing and what was posted (or None); ``act`` is then given what
    was cleaned as well. Its error where the thing has moved on is ``NotAllowedError``.
    """

    code: str
    title: Callable[[Any, Any], str]
    consequence: Callable[[Any, Any], str]
    button: Callable[[], str]
    done: Callable[[Any, Any], str]
    may: Callable[[Any, Any], bool]
    act: Callable[..., None]
    take_back: Callable[[Any, Any], None] | None = None
    take_back_button: Callable[[], str] | None = None
    form: Callable[[Any, Any, Any], Any] | None = None
    model: Any = None  # class of the things it is about, where they have to be read as such


MakeLinks = Callable[[Any, Any], Mapping[str, str]]
_kinds: dict[str, ActionKind] = {}
_links: dict[str, MakeLinks] = {}


def register_action_kind(kind: ActionKind) -> None:
    """Makes a kind known; a room calls it when its app is ready."""
    _kinds[kind.code] = kind


def action_kind(code: str) -> ActionKind | None:
    """The kind with a code; None where the room that had it is gone."""
    return _kinds.get(code)


def register_links(cause: str, make: MakeLinks) -> None:
    """Makes known the links that mails of a cause have, where the cause itself cannot name what makes them.

    ``make`` gives their addresses by name, of a person (None: an office) and the thing, as a mail is written.
    """
    _links[cause] = make


def links_of(cause: str) -> MakeLinks | None:
    """Maker of the links in mails of a cause; None where nothing is registered."""
    return _links.get(cause)
