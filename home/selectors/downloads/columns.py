"""Columns of a table of cases, in the reader's language: one row a case, numbers as numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.choices import ArchiveReason, CostKind, EvidenceLevel, MeasurementKind, Outcome, Setback, Status
from cases.selectors.localized_format import day, known, number
from cases.written.known_dates import KnownDate

from ..open_dates import when

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Case = dict[str, Any]
Value = str | int | float | None
LINE = "\n"  # between entries of a cell


@dataclass(frozen=True, slots=True)
class Column:
    """Column: heading, width in characters, and what it says of a case."""

    heading: "StrPromise | str"
    width: int
    value: Callable[[Case], Value]


def headings() -> list[str]:
    """Headings in the active language."""
    return [str(capfirst(str(column.heading))) for column in COLUMNS]


def row(case: Case) -> list[Value]:
    """Cells of a case in the active language."""
    return [column.value(case) for column in COLUMNS]


def _text(value: dict[str, str] | None) -> str:
    return value["text"] if value else ""


def _date(dated: dict[str, Any] | None) -> str:
    """Date as readers of the page see it, with the calendar in which it was written."""
    if dated is None:
        return ""
    return known(dated["known"] and KnownDate.read(dated["known"]["date"]), dated["year"], get_language())


def _year(dated: dict[str, Any] | None) -> int | None:
    return dated["year"] if dated else None


def _day(iso: str | None) -> str:
    return day(date.fromisoformat(iso), get_language()) if iso else ""


def _evidence(case: Case) -> str:
    level = case["evidence"]["level"]
    return str(EvidenceLevel(level).label) if level else ""


def _archived(case: Case) -> str:
    """Why it is archived, and since when; "" for a case that is not."""
    found = case["archived"]
    if found is None:
        return ""
    reason = str(ArchiveReason(found["reason"]).label) if found["reason"] else ""
    return " · ".join(filter(None, [_day(found["on"]), reason, _text(found["note"])]))


def _of_cost(name: str) -> Callable[[Case], Value]:
    return lambda case: case["cost"] and case["cost"][name]


def _dollars(case: Case) -> Value:
    """Whole dollars: a conversion is no more exact."""
    found = case["cost"] and case["cost"]["dollars"]
    return None if found is None else round(found)


def _cost_kind(case: Case) -> str:
    cost = case["cost"]
    return str(CostKind(cost["kind"]).label) if cost and cost["kind"] else ""


def _cost_state(case: Case) -> str:
    if not case["cost"]:
        return ""
    return pgettext("of a cost", "planned") if case["cost"]["planned"] else pgettext("of a cost", "spent")


def _points(name: str) -> Callable[[Case], Value]:
    return lambda case: LINE.join(point["text"] for point in case["points"][name])


def _indicators(case: Case) -> str:
    return LINE.join(_indicator(one) for one in case["indicators"])


def _indicator(one: dict[str, Any]) -> str:
    """Name, and every value with its date and how it came about."""
    language = get_language() or "fa"
    values = [
        _value(each["value"], when(each["date"], each["known"], language), each["kind"]) for each in one["measurements"]
    ]
    if base := one["baseline"]:
        values.insert(0, _value(base["value"], when(str(base["year"]), base["known"], language), ""))
    return f"{_text(one['name'])} ({one['unit']}): {' → '.join(values)}"


def _value(value: int | float, date: str, kind: str | None) -> str:
    said = [date, *([str(MeasurementKind(kind).label)] if kind else [])]
    return f"{number(value, get_language())} ({pgettext('between words', ', ').join(said)})"


def _sources(case: Case) -> str:
    return LINE.join(f"[{one['number']}] {one['title']} {one['url'] or ''}".strip() for one in case["sources"])


def _setbacks(case: Case) -> str:
    return pgettext("between words", ", ").join(str(Setback(code).label) for code in case["setbacks"])


COLUMNS = (
    Column(_("code"), 12, lambda case: case["code"]),
    Column(_("title"), 48, lambda case: _text(case["title"])),
    Column(_("brief"), 60, lambda case: _text(case["brief"])),
    Column(_("city"), 18, lambda case: case["place"]["city"]["name"]),
    Column(_("country"), 18, lambda case: case["place"]["country"]["name"]),
    Column(_("latitude"), 11, lambda case: case["place"]["latitude"]),
    Column(_("longitude"), 11, lambda case: case["place"]["longitude"]),
    Column(_("topics"), 36, lambda case: pgettext("between words", ", ").join(t["label"] for t in case["topics"])),
    Column(_("Sustainable Development Goals"), 16, lambda case: ", ".join(map(str, case["sdgs"]))),
    Column(_("started (year)"), 12, lambda case: _year(case["started"])),
    Column(_("started, as it is known"), 22, lambda case: _date(case["started"])),
    Column(_("ended (year)"), 12, lambda case: _year(case["ended"])),
    Column(_("ended, as it is known"), 22, lambda case: _date(case["ended"])),
    Column(_("status"), 16, lambda case: str(Status(case["status"]).label)),
    Column(pgettext_lazy("of a practice", "outcome"), 20, lambda case: str(Outcome(case["outcome"]["goal"]).label)),
    Column(_("outcome: reason"), 60, lambda case: _text(case["outcome"]["reason"])),
    Column(_("evidence level"), 20, _evidence),
    Column(_("signed expert opinions"), 12, lambda case: case["evidence"]["opinions"]),
    Column(_("confirmed by the city on"), 14, lambda case: _day(case["confirmed"]["on"])),
    Column(_("to be confirmed by"), 14, lambda case: _day(case["confirmed"]["by"])),
    Column(_("archived, since"), 30, _archived),
    Column(_("what went wrong"), 36, _setbacks),
    Column(_("cost: amount"), 18, _of_cost("amount")),
    Column(_("cost: currency"), 10, _of_cost("currency")),
    Column(_("cost: kind"), 18, _cost_kind),
    Column(_("cost: of what"), 36, lambda case: _text(case["cost"] and case["cost"]["basis"])),
    Column(_("cost: planned or spent"), 14, _cost_state),
    Column(_("cost: year of the figure"), 12, lambda case: _year(case["cost"] and case["cost"]["date"])),
    Column(_("cost: in US dollars"), 18, _dollars),
    Column(_("results as points"), 60, _points("results")),
    Column(_("limits as points"), 60, _points("limits")),
    Column(_("conditions as points"), 60, _points("conditions")),
    Column(_("indicators"), 60, _indicators),
    Column(_("sources"), 60, _sources),
    Column(_("Languages"), 12, lambda case: ", ".join(one["language"] for one in case["languages"])),
    Column(_("licence"), 22, lambda case: case["licence"]["code"]),
    Column(_("Permanent address"), 44, lambda case: case["url"]),
)
