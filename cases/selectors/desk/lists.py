"""Lists of the desk, in its order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from . import figures, late, own, reviews
from .reviews import decides_for_others
from .rows import Row, Said, of_decisions, of_drafts, of_late, of_outdated, of_returned, rows

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SHOWN = 10  # rows on the desk; the page of a list has all


@dataclass(frozen=True)
class DeskList:
    """List of the desk. ``nothing``: what it says empty to those by whom it is ``expected_by``; others see none."""

    name: str
    heading: "_StrPromise"
    explanation: "_StrPromise"
    pages: Callable[[Any], Any]
    said: Callable[[Sequence[Any]], dict[int, Said]]
    order: int
    nothing: "_StrPromise | None" = None
    expected_by: Callable[[Any], bool] = decides_for_others

    def found(self, user: Any) -> Any:
        """Pages of the list for a person, with what its rows need."""
        return self.pages(user).select_related("locale")

    def rows(self, pages: Sequence[Any]) -> list[Row]:
        """Rows of some of these pages. Few queries, however many pages the list has."""
        return rows(pages, self.said(pages)) if pages else []


LISTS = (
    DeskList(
        "to-decide",
        _("Waiting for your decision"),
        _("Texts of others in a review whose step you may decide: approve them, or ask for changes."),
        reviews.to_decide,
        of_decisions,
        order=110,
        nothing=_("Nothing waits for your decision."),
    ),
    DeskList(
        "came-back",
        _("Came back to you"),
        _("Texts that you own or submitted, and to which a reviewer asks for changes."),
        reviews.came_back,
        of_returned,
        order=100,
    ),
    DeskList(
        "figures-to-decide",
        _("Figures that wait for you"),
        _("Changed figures of public cases that somebody else wrote: approve them, or give them back with a remark."),
        figures.to_decide,
        figures.said_of_waiting,
        order=115,
    ),
    DeskList(
        "figures-that-came-back",
        _("Figures that came back to you"),
        _("Changed figures that you wrote, and that were given back with a remark."),
        figures.came_back,
        figures.said_of_returned,
        order=105,
    ),
    DeskList(
        "late",
        _("Late"),
        _("Planned and not public, ended and still public, or too long in one step of a review."),
        late.late,
        of_late,
        order=120,
    ),
    DeskList(
        "drafts",
        _("Your drafts"),
        _("Texts that you began or wrote on last, and that are not public as they are."),
        own.drafts,
        of_drafts,
        order=130,
        nothing=_(
            "You have no draft yet. Begin with “New case”: a title and a city are enough to save it. "
            "The rest can follow over days; when everything required is there, send it for checking."
        ),
        expected_by=own.begins,
    ),
    DeskList(
        "outdated",
        _("Outdated translations that you may edit"),
        _("Public translations whose source says something new in public, which no draft has taken over yet."),
        own.outdated,
        of_outdated,
        order=140,
    ),
)
BY_NAME = {found.name: found for found in LISTS}
