"""Sections as a room registers them, for tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from wagtail import hooks

from cases.slots import Section, Slot

TEMPLATE = "room/section.html"


class Content:
    """Content of a section that remembers what it was asked about."""

    def __init__(self, **context: Any) -> None:
        self.context: dict[str, Any] | None = context
        self.asked: list[Any] = []

    def __call__(self, subject: Any, request: HttpRequest) -> dict[str, Any] | None:
        self.asked.append(subject)
        return self.context


def section(content: Callable[[Any, HttpRequest], Any], **changes: Any) -> Section[Any]:
    """A section with all it needs; its heading is a word that every catalogue has."""
    given = {"anchor": "of-a-room", "heading": gettext_lazy("adoptions"), "template": TEMPLATE, **changes}
    return Section(content=content, **given)


@contextmanager
def registered(slot: Slot[Any], *sections: Section[Any]) -> Iterator[None]:
    """Registers sections in a slot, as a room does in its ``wagtail_hooks.py``."""
    with hooks.register_temporarily([(slot.hook, lambda found=found: found) for found in sections]):
        yield
