"""Slots: places where a room adds something to the core, which names no room.

Rooms register with Wagtail's hooks, in their ``wagtail_hooks.py``; ``README.md`` has the recipe. Nothing here looks at
what a section is about: the pages hand that over.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail import hooks

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.utils.functional import _StrPromise

    from cases.models import CaseStudyPage, City

logger = logging.getLogger(__name__)
Subject = TypeVar("Subject")
_NOT_KEPT = "_answer_is_not_kept"


class TooManyQueriesError(Exception):
    """A section asked the database more often than it says."""


@dataclass(frozen=True, kw_only=True)
class Section(Generic[Subject]):
    """Part of a page that a room adds.

    ``content`` gives the template its context, or None where there is nothing to show. It is asked by every reader of
    the page, so it returns only what whoever made the request may see.
    """

    anchor: str  # id in the page, which links lead to: it stays
    heading: "str | _StrPromise"
    template: str
    content: Callable[[Subject, HttpRequest], Mapping[str, Any] | None]
    order: int = 100  # among the sections of all rooms; equal ones by anchor
    most_queries: int = 2  # of content and template together, however much there is to show


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Section as one page shows it."""

    anchor: str
    heading: str
    html: SafeString
    order: int


@dataclass(frozen=True)
class Slot(Generic[Subject]):
    """Place of a page. ``hook``: the name to register under; ``taken``: anchors of the page's own parts."""

    hook: str
    taken: frozenset[str] = frozenset()

    def sections(self) -> list[Section[Subject]]:
        """Sections that rooms registered, in their order."""
        found: list[Section[Subject]] = [register() for register in hooks.get_hooks(self.hook)]
        return sorted(found, key=lambda section: (section.order, section.anchor))

    def shown(self, subject: Subject, request: HttpRequest) -> list[ShownSection]:
        """Sections that have something to show about ``subject``.

        A section that fails is left out, logged, and keeps the page from being stored, so that one room's fault takes
        no page away from a reader. With ``SECTIONS_RAISE`` it raises instead, so that its author notices.
        """
        try:
            sections = self.sections()
        except Exception:
            self._leave_out("all", request)
            return []
        shown = (self._show(section, subject, request) for section in sections)
        return [section for section in shown if section is not None]

    def _show(self, section: Section[Subject], subject: Subject, request: HttpRequest) -> ShownSection | None:
        try:
            html, heading = _render(section, subject, request), str(section.heading)
        except Exception:
            self._leave_out(section.anchor, request)
            return None
        return None if html is None else ShownSection(section.anchor, heading, html, section.order)

    def _leave_out(self, anchor: str, request: HttpRequest) -> None:
        """Logs the exception in progress, or raises it where ``SECTIONS_RAISE`` says so."""
        if settings.SECTIONS_RAISE:
            raise  # called in an except clause
        logger.exception("The section %s of %s is left out", anchor, self.hook)
        keep_for_nobody(request)


CASE_PAGE: "Slot[CaseStudyPage]" = Slot(
    "register_case_page_section",
    frozenset(["outcome", "results", "limits", "conditions", "cost", "figures", "how", "transfer", "unchecked", "took",
               "account", "pictures", "adoptions", "sources", "cite", "related", "main", "glance-title"]),
)  # fmt: skip
CITY_PAGE: "Slot[City]" = Slot("register_city_page_section", frozenset(["cases-title", "main"]))
DESK: "Slot[User | AnonymousUser]" = Slot("register_desk_section", frozenset(["locked-pages"]))
SLOTS: tuple[Slot[Any], ...] = (CASE_PAGE, CITY_PAGE, DESK)

# Hooks of the forms; what is registered returns a panel of Wagtail: a tab (ObjectList), or any panel.
CASE_PAGE_TAB = "register_case_page_tab"
CASE_PANEL = "register_case_panel"


def registered_panels(hook: str) -> list[Any]:
    """Panels that rooms add to a form, in the order of their hooks; one that returns None adds nothing."""
    panels = (register() for register in hooks.get_hooks(hook))
    return [panel for panel in panels if panel is not None]


def keep_for_nobody(request: HttpRequest) -> None:
    """Says that the answer is not the same for every visitor, so that it is not kept as a ready page."""
    setattr(request, _NOT_KEPT, True)


def is_kept_for_nobody(request: HttpRequest) -> bool:
    """Whether a part of the answer said so."""
    return hasattr(request, _NOT_KEPT)


def _render(section: Section[Subject], subject: Subject, request: HttpRequest) -> SafeString | None:
    count = _QueryCount()
    with _savepoint(), connection.execute_wrapper(count):
        content = section.content(subject, request)
        html = None if content is None else render_to_string(section.template, dict(content), request)
    if count.number > section.most_queries:
        message = f"The section {section.anchor} asked {count.number} times, not {section.most_queries} at most"
        if settings.SECTIONS_RAISE:
            raise TooManyQueriesError(message)
        logger.warning(message)
    return html


class _QueryCount:
    """Counts the queries it wraps."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.number += 1
        return execute(sql, params, many, context)


def _savepoint() -> AbstractContextManager[Any]:
    """Within a transaction, a failed query must not spoil those that follow."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
