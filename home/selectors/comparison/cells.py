"""Cells of a comparison: what one case says in one row, as lines of text with their language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.choices import EvidenceLevel, MeasurementKind, Outcome, Status
from cases.models import CaseStudyPage, City
from cases.selectors import localized_format
from cases.selectors.city_facts import population_of
from cases.selectors.cost_line import CostLine
from cases.written.known_dates import KnownDate

from ..open_dates import when
from ..whom_to_ask import whom_to_ask

Data = Mapping[str, Any]
Texts = list["Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """Line of a cell; ``language`` is "" for words of the page itself."""

    text: str
    language: str = ""

    @property
    def has_letters(self) -> bool:
        """Whether its direction can be told from it; numbers alone run as the page does."""
        return any(map(str.isalpha, self.text))


@dataclass(frozen=True, slots=True)
class Compared:
    """Case of the comparison, with all that its cells are made of."""

    code: str
    data: Data
    page: CaseStudyPage
    cost: CostLine | None
    language: str


def said(value: Data | None) -> Texts:
    """Text of open data, as one line or none."""
    return [Text(value["text"], value["language"])] if value else []


def plain(*texts: str) -> Texts:
    """Lines in the words of the page; empty ones are none."""
    return [Text(text) for text in texts if text]


def joined(parts: Iterable[str]) -> str:
    """Parts that are there, with the language's comma between them."""
    return pgettext("between words", ", ").join(part for part in parts if part)


def population(city: City, language: str) -> Texts:
    """Population, of what and when, and who counted; nothing where the year or the source is not known."""
    found = population_of(city, language)
    if not found:
        return []
    kind = found.kind if found.language else ""
    return [*plain(f"{found.number} ({joined([found.scope, found.year, kind])})"), Text(found.source, found.language)]


def years(case: Compared) -> Texts:
    """Start and end as they are known."""
    start, end = (_date(case.data[name], case.language) for name in ("started", "ended"))
    page = case.page
    if start and end:
        first, last = (page.started_known, page.started), (page.ended_known, page.ended)
        return plain(localized_format.known_span(first, last, case.language))
    if start:
        return plain(_("since %(start)s") % {"start": start})
    return plain(f"{_('to')} {end}" if end else "")


def status(case: Compared) -> Texts:
    """Status of the practice in its own city."""
    return plain(str(Status(case.data["status"]).label))


def outcome(case: Compared) -> Texts:
    """Outcome against its own goal, with the reason."""
    return plain(str(Outcome(case.data["outcome"]["goal"]).label)) + said(case.data["outcome"]["reason"])


def evidence(case: Compared) -> Texts:
    """Evidence level, how many experts signed an opinion, and that the case is archived."""
    known, archived = case.data["evidence"], case.data["archived"]
    level = str(EvidenceLevel(known["level"]).label) if known["level"] else ""
    signed = ngettext("%(count)s signed expert opinion", "%(count)s signed expert opinions", known["opinions"])
    opinions = signed % {"count": localized_format.number(known["opinions"], case.language)}
    return plain(level, opinions if known["opinions"] else "", _("Archived") if archived else "")


def cost(case: Compared) -> Texts:
    """Amount, what it pays for, whether planned or spent, its year, and dollars."""
    line = case.cost
    if line is None:
        return []
    of_what = [Text(line.basis.text, line.basis.language)] if line.basis.text else []
    state = joined([line.kind, line.state, line.year])
    dollars = _("about %(amount)s") % {"amount": line.dollars} if line.dollars else ""
    return [*plain(line.amount, line.toman, state), *of_what, *plain(dollars)]


def per_inhabitant(case: Compared) -> Texts:
    """Share of one inhabitant in the total cost, with the year of the population."""
    line = case.cost
    if line is None or not line.per_inhabitant:
        return []
    return plain(f"{line.per_inhabitant} · {line.population_year}")


def figures(case: Compared) -> Texts:
    """First and last value of every indicator, with date and kind."""
    return [Text(text, one["name"]["language"]) for one in case.data["indicators"] if (text := _figure(one, case))]


def points(name: str) -> Any:
    """Maker of the cell of points of one kind."""
    return lambda case: [Text(point["text"], point["language"]) for point in case.data["points"][name]]


def contact(case: Compared) -> Texts:
    """Office to ask."""
    return plain(*whom_to_ask(case.page.city))


def _figure(one: Data, case: Compared) -> str:
    values = ends(one, case.language)
    told = [f"{value} ({joined([when, kind])})" for _amount, value, when, kind in values]
    if not told or not one["name"]:
        return ""
    values_told = f" {_('to')} ".join(told)
    return f"{one['name']['text']}: {values_told} {one['unit']}"


def ends(one: Data, language: str) -> list[tuple[float, str, str, str]]:
    """First and last value of an indicator: amount, as text, when, how it came about. Fewer where fewer are known."""
    measured = [
        (
            each["value"],
            each["known"],
            str(each["date"]),
            str(MeasurementKind(each["kind"]).label if each["kind"] else ""),
        )
        for each in one["measurements"]
    ]
    if base := one["baseline"]:
        measured.insert(0, (base["value"], base["known"], str(base["year"]), _("Baseline")))
    kept = measured[:1] + measured[-1:] if len(measured) > 1 else measured
    return [
        (float(value), localized_format.number(value, language), when(day, known, language), kind)
        for value, known, day, kind in kept
    ]


def _date(dated: Data | None, language: str) -> str:
    if dated is None:
        return ""
    known = dated["known"] and KnownDate.read(dated["known"]["date"])
    return localized_format.known(known, dated["year"], language)
