"""Key figure of each case in a list: the first of its indicators that was measured, from its start to now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cases.choices import MeasurementKind
from cases.models import Measurement
from cases.models.localized_text import LocalizedText, resolve
from cases.written.known_dates import KnownDate

from . import localized_format as localized_format
from .prepared_queries import PreparedQuery


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """Key figure. ``first`` is "" where one value alone is known; ``how`` says what kind of number the latest is."""

    name: LocalizedText
    first: str
    latest: str
    unit: str
    when: str
    how: str


class _Row(NamedTuple):
    """Columns of a measurement with its indicator; a list has hundreds of them."""

    code: str
    indicator: int
    name: dict[str, str]
    unit: str
    unit_label: dict[str, str]
    baseline_year: int | None
    baseline_value: Decimal | None
    date: date
    precision: str
    known: KnownDate | None
    value: Decimal
    kind: str


_COLUMNS = (
    "indicator__case__code", "indicator", "indicator__name", "indicator__unit__code", "indicator__unit__label",
    "indicator__baseline_year", "indicator__baseline_value", "date", "precision", "known", "value", "kind",
)  # fmt: skip
_ROWS = PreparedQuery(
    lambda codes: (
        Measurement.objects.filter(indicator__case__code__in=codes)
        .order_by("indicator__sort_order", "indicator", "date", "pk")
        .values_list(*_COLUMNS)
    )
)


def key_figures(codes: Sequence[str], language: str) -> dict[str, KeyFigure]:
    """Key figures by the codes of their cases; none of a case that nothing was measured of. One query."""
    first: dict[str, list[_Row]] = {}
    for row in map(_Row._make, _ROWS.rows(codes)):
        rows = first.setdefault(row.code, [])
        if not rows or rows[0].indicator == row.indicator:
            rows.append(row)
    return {code: _figure(rows, language) for code, rows in first.items()}


def _figure(rows: Sequence[_Row], language: str) -> KeyFigure:
    start, latest = rows[0], rows[-1]
    values = [(row.date, row.value) for row in rows]
    if start.baseline_year is not None and start.baseline_value is not None:
        values.append((date(start.baseline_year, 1, 1), start.baseline_value))
    _day, first = min(values, key=lambda value: value[0])
    return KeyFigure(
        name=resolve(start.name, language),
        first=localized_format.number(first, language) if len(values) > 1 and first != latest.value else "",
        latest=localized_format.number(latest.value, language),
        unit=resolve(start.unit_label, language).text or start.unit,
        when=localized_format.partial(latest.known, latest.date, latest.precision, language, one_year=True),
        how=str(MeasurementKind(latest.kind).label) if latest.kind else "",
    )
