"""Lists of a submission as the blocks and rows of a case."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from cases.blocks.years import KNOWN
from cases.choices import DatePrecision
from cases.models import Case, CaseStudyPage, Indicator, Measurement, Unit
from cases.written.known_dates import KnownYear


def streams_of(name: str, values: Iterable[Mapping[str, Any]]) -> StreamValue:
    """Stream of a page with a block for each value; a year in it keeps the calendar in which it was written."""
    block = CaseStudyPage._meta.get_field(name).stream_block
    (child,) = block.child_blocks
    raw = [{"type": child, "value": _stored(value), "id": str(uuid.uuid4())} for value in values]
    return StreamValue(block, raw, is_lazy=True)


def _stored(value: Mapping[str, Any]) -> dict[str, Any]:
    if not value.get("year"):
        return {**value, **({"year": None} if "year" in value else {})}
    year = KnownYear.read(str(value["year"]))
    return {**value, "year": int(year), **({KNOWN: str(year.known)} if year.known else {})}


def partners_of(answers: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """Partners as their blocks have them."""
    rows = answers.get("partners", [])
    return [{"name": {language: row["name"]}, "role": row.get("role", "")} for row in rows if row.get("name")]


def sources_of(answers: Mapping[str, Any], documents: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    """Sources as their blocks have them, then attached documents (title, key in the library)."""
    said: list[dict[str, Any]] = [
        {
            "title": row["title"],
            "url": row.get("url", ""),
            "publisher": row.get("publisher", ""),
            "year": row.get("year"),
            "kind": row.get("kind", ""),
        }
        for row in answers.get("sources", [])
        if row.get("title")
    ]
    said += [{"title": title, "url": "", "file": key, "year": None} for title, key in documents]
    empty = {
        "seen": False,
        "publisher": "",
        "kind": "",
        "lang": "",
        "copy": False,
        "original": "",
        "page": "",
        "file": None,
    }
    return [{**empty, "key": f"s{number}", **value} for number, value in enumerate(said, 1)]


def figures_of(case: Case, answers: Mapping[str, Any], language: str) -> list[str]:
    """Writes the figures of a new case; those without a unit are returned as notes for editors."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    notes = []
    for number, row in enumerate(answers.get("figures", [])):
        unit = units.get(row.get("unit", ""))
        if unit is None or not row.get("name"):
            parts = (
                str(row[name]) for name in ("name", "before", "before_year", "after", "after_year") if row.get(name)
            )
            notes.append(_("Figure without a unit: %(figure)s") % {"figure": " · ".join(parts)})
            continue
        indicator = Indicator(case=case, name={language: row["name"]}, unit=unit, sort_order=number)
        if row.get("before") and row.get("before_year"):
            year = KnownYear.read(str(row["before_year"]))
            indicator.baseline_value, indicator.baseline_year = Decimal(str(row["before"])), int(year)
            indicator.baseline_known = year.known
        indicator.save()
        if row.get("after") and row.get("after_year"):
            _measure(indicator, Decimal(str(row["after"])), KnownYear.read(str(row["after_year"])))
    return notes


def _measure(indicator: Indicator, value: Decimal, year: KnownYear) -> None:
    known = year.known
    day = known.day_in(int(year)) if known else date(int(year), 1, 1)
    precision = known.precision if known else DatePrecision.YEAR
    Measurement.objects.create(indicator=indicator, date=day, precision=precision, known=known, value=value)
