"""Rows of a comparison: one question each, answered by every case and, where it can be, by the reader's own city."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import City
from cases.selectors import localized_format
from cases.selectors.cost_line import cost_line, cost_of
from cases.selectors.countries import country_name
from cases.selectors.open_data.cases import open_cases

from . import cells
from .asked import Asked
from .cells import Compared, Texts, plain, said

Maker = Callable[[Compared], Texts]


@dataclass(frozen=True, slots=True)
class Row:
    """Row: its heading, a cell for each case, and the cell of the own city (None where there is no such column)."""

    name: str
    heading: str
    cells: list[Texts]
    own: Texts | None
    codes: list[str]

    @property
    def answers(self) -> list[tuple[str, Texts]]:
        """Code of each case with what it says."""
        return list(zip(self.codes, self.cells, strict=True))

    @property
    def differs(self) -> bool:
        """Whether the cases say different things; the own city has no say."""
        return any(cell != self.cells[0] for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        """Whether no case says anything."""
        return not any(self.cells)


def compared_cases(asked: Asked, language: str, root: str) -> list[Compared]:
    """Cases with all that is compared, in the order asked for. Six queries. ``language`` is the active one."""
    data = {case["code"]: case for case in open_cases(list(asked.pages), language, root)}
    return [
        Compared(code, data[code], page, cost_line(cost, language) if (cost := cost_of(page)) else None, language)
        for code, page in asked.pages.items()
        if code in data
    ]


def rows(cases: Sequence[Compared], own: City | None, language: str) -> list[Row]:
    """Rows that some case answers."""
    facts = _of_city(own, language) if own else {}
    codes = [case.code for case in cases]
    found = [
        Row(name, heading, [make(case) for case in cases], facts.get(name, []) if own else None, codes)
        for name, heading, make in _questions(language)
    ]
    return [row for row in found if not row.is_empty]


def _questions(language: str) -> list[tuple[str, str, Maker]]:
    return [
        ("brief", _("Brief"), lambda case: said(case.data["brief"])),
        ("place", _("Place"), lambda case: _place(case.page.city, language)),
        ("population", _("Population"), lambda case: cells.population(case.page.city, language)),
        ("years", _("Years"), cells.years),
        ("status", _("Status"), cells.status),
        ("outcome", pgettext("of a practice", "Outcome"), cells.outcome),
        ("evidence", _("Evidence"), cells.evidence),
        ("cost", _("Cost"), cells.cost),
        ("per-inhabitant", _("Cost per inhabitant"), cells.per_inhabitant),
        ("figures", _("Figures"), cells.figures),
        ("topics", _("Topics"), lambda case: [cells.Text(topic["label"]) for topic in case.data["topics"]]),
        ("conditions", _("What your city needs first"), cells.points("conditions")),
        ("results", _("Results"), cells.points("results")),
        ("limits", _("Limits and failures"), cells.points("limits")),
        ("sources", _("Sources"), lambda case: plain(localized_format.number(len(case.data["sources"]), language))),
        ("contact", _("Whom to ask"), cells.contact),
        ("licence", _("Licence"), lambda case: plain(case.data["licence"]["name"])),
    ]


def _of_city(city: City, language: str) -> dict[str, Texts]:
    """Answers of a city: its place and its population, of which year and source are known; no bare figures."""
    return {
        "place": _place(city, language),
        "population": cells.population(city, language),
    }


def _place(city: City, language: str) -> Texts:
    country, name = country_name(city.country, language), city.name(language)
    return plain(cells.joined([name, country]) if country != name else name)
