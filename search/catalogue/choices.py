"""Facets as ways on: the first choices, the rest, and those in force."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from search.answer.facets import FacetResult
from search.answer.service import SearchPage
from search.content.facets import FACETS

from .ways import Way, Ways

SHOWN = 8  # choices of a facet before "show all"


@dataclass(slots=True)
class Choice:
    """A way that changes the search. ``narrower``: narrower choices, where the facet is a tree.

    ``within`` is the label of the facet where another facet has a choice of the same label; else "".
    """

    facet: str
    label: str
    way: Way
    count: int
    selected: bool
    value: str
    narrower: "list[Choice]" = field(default_factory=list)
    within: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a narrower choice is made."""
        return any(choice.selected or choice.is_open for choice in self.narrower)


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet as ways on: the first few, and the rest behind "show all"; ``left_out`` are too rare to be shown."""

    name: str
    label: str
    first: list[Choice]
    rest: list[Choice]
    is_open: bool
    note: str = ""
    left_out: int = 0

    @property
    def is_tree(self) -> bool:
        """Whether some choices have narrower ones."""
        return any(choice.narrower for choice in (*self.first, *self.rest))

    @property
    def count(self) -> int:
        """Number of choices when all are shown."""
        return len(self.first) + len(self.rest)

    @property
    def rest_is_open(self) -> bool:
        """Whether one of the rest is chosen."""
        return any(choice.selected or choice.is_open for choice in self.rest)


@dataclass(frozen=True, slots=True)
class ActiveChoice:
    """A choice in force, named with its facet, and the way that drops it."""

    facet: str
    label: str
    way: Way


def shared_labels(facets: Sequence[FacetResult]) -> set[str]:
    """Labels of choices in more than one facet, such as that of a city which is a country."""
    times = Counter(label for facet in facets for label in {item.label for item in facet.values})
    return {label for label, number in times.items() if number > 1}


def facet_choices(facet: FacetResult, way: Ways, shared: Collection[str] = ()) -> FacetChoices:
    """A facet with its choices below each other, where it is a tree. ``shared`` labels are named with the facet."""
    top: list[Choice] = []
    path: list[Choice] = []  # the choices above the one being read
    for item in facet.values:
        leads = way.toggling(facet.name, item.value)
        choice = Choice(facet.name, item.label, leads, item.count, item.selected, item.value)
        choice.within = facet.label if item.label in shared else ""
        path = path[: item.depth]
        (path[-1].narrower if path else top).append(choice)
        path.append(choice)
    is_open = any(item.selected for item in facet.values)
    return FacetChoices(facet.name, facet.label, top[:SHOWN], top[SHOWN:], is_open, facet.note, facet.left_out)


def active_choices(page: SearchPage, way: Ways) -> list[ActiveChoice]:
    """Choices in force, in the order of the facets."""
    return [
        ActiveChoice(facet.label, item.label, way.toggling(facet.name, item.value))
        for facet in page.facets
        if facet.name in FACETS
        for item in facet.values
        if item.selected
    ]
