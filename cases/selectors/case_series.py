"""Series of figures of a case: what is shown of each indicator, in the language of a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.choices import DatePrecision, Direction, MeasurementKind
from cases.models import Indicator, Measurement
from cases.models.localized_text import LocalizedText, resolve
from cases.written.known_dates import KnownDate

from . import localized_format as localized_format
from .chart import BASELINE, TARGET, Chart, ChartValue, chart
from .prepared_queries import PreparedObjects

_INDICATORS = PreparedObjects(Indicator, lambda cases: Indicator.objects.filter(case__in=cases), "unit")
_MEASUREMENTS = PreparedObjects(Measurement, lambda those: Measurement.objects.filter(indicator__in=those))


IRAN = "IR"
_MEASURED = "measured"  # kind of a row that is neither baseline nor target; whether anybody measured, ``how`` says
_LABELS: dict[str, Promise | str] = {BASELINE: _("Baseline"), TARGET: _("Target"), "": _("not stated")}
_TRENDS: dict[str, Promise | str] = {
    "better": _("moved as wanted"),
    "worse": _("moved the other way"),
    "same": _("unchanged"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """Row of a series' table: date, value, and the number of its source in the list (None: not given)."""

    when: str
    year: str  # in the reader's calendar
    value: str
    kind: str  # baseline, measured (however it came about) or target
    source: int | None
    how: str = ""  # code of how a measured value came about; "" where nobody has said

    @property
    def label(self) -> str:
        """Label of its kind: baseline, target, or how the value came about; never "measured" where nobody says so."""
        return value_label(self.how if self.kind == _MEASURED else self.kind)


@dataclass(frozen=True, slots=True)
class Series:
    """Indicator of the case with its rows."""

    name: LocalizedText
    unit: str
    direction: str
    has_baseline: bool
    has_target: bool
    rows: list[Row]
    chart: Chart | None
    source: int | None
    trend: str = ""  # better, worse or same, from the first value to the last; "" with fewer than two

    @property
    def trend_label(self) -> str:
        """Trend in words."""
        return str(_TRENDS.get(self.trend, ""))

    @property
    def target(self) -> Row | None:
        """Row of the target."""
        return next((row for row in self.rows if row.kind == TARGET), None)

    @property
    def key(self) -> list[tuple[str, str, str]]:
        """Key of the chart: kinds of value with their signs and labels."""
        return [(kind, shape, value_label(kind)) for kind, shape in self.chart.key] if self.chart else []

    @property
    def first(self) -> Row | None:
        """Row where the series starts: the baseline, else the first measurement; None with fewer than two values."""
        known = [row for row in self.rows if row.kind != TARGET]
        return known[0] if len(known) > 1 else None

    @property
    def latest(self) -> Row | None:
        """Row of the last measurement; None while nothing was measured."""
        return next((row for row in reversed(self.rows) if row.kind == _MEASURED), None)


class Figures(NamedTuple):
    """Indicator with its measurements."""

    indicator: Indicator
    measurements: list[Measurement]

    @property
    def cited(self) -> list[str]:
        """Keys of the sources that it cites."""
        return [self.indicator.source, *(one.source for one in self.measurements)]


def figures_of(cases: list[int]) -> list[Figures]:
    """Indicators of a case (of its key; of none, no indicators). Two queries."""
    measured: dict[int, list[Measurement]] = {}
    indicators = _INDICATORS.find(cases)
    for measurement in _MEASUREMENTS.find([indicator.pk for indicator in indicators]):
        measured.setdefault(measurement.indicator_id, []).append(measurement)
    return [Figures(indicator, measured.get(indicator.pk, [])) for indicator in indicators]


def all_series(
    figures: Iterable[Figures], language: str, numbers: Mapping[str, int], country: str = ""
) -> list[Series]:
    """Series of indicators, with the numbers of their sources. ``country`` is that of the city."""
    return [_series(one, language, numbers, country == IRAN) for one in figures]


def _series(figures: Figures, language: str, numbers: Mapping[str, int], is_iranian: bool) -> Series:
    indicator = figures.indicator
    points = [
        *_ends(indicator, language, is_iranian),
        *(_measured(one, indicator, language, is_iranian) for one in figures.measurements),
    ]
    points.sort(key=lambda point: (point.day, point.kind))
    return Series(
        name=resolve(indicator.name, language),
        unit=resolve(indicator.unit.label, language).text or indicator.unit.code,
        direction=str(Direction(indicator.direction).label),
        has_baseline=indicator.baseline_value is not None,
        has_target=indicator.target_value is not None,
        rows=[
            Row(
                point.when,
                point.year,
                localized_format.number(point.value, language),
                point.kind,
                numbers.get(point.source),
                point.how,
            )
            for point in points
        ],
        chart=chart([_chart_value(point, language) for point in points], indicator.direction),
        source=numbers.get(indicator.source),
        trend=_trend([point for point in points if point.kind != TARGET], indicator.direction),
    )


def value_label(kind: str) -> str:
    """Label of a kind of value: baseline, target, or how it came about."""
    return str(_LABELS[kind] if kind in _LABELS else MeasurementKind(kind).label)


class _Point(NamedTuple):
    """Point of a series: its place in time, its date in words, its year in the reader's calendar, its value."""

    day: date
    value: Decimal
    when: str
    year: str
    kind: str
    source: str
    how: str = ""


def _chart_value(point: _Point, language: str) -> ChartValue:
    kind = point.how if point.kind == _MEASURED else point.kind
    return ChartValue(point.day, point.value, localized_format.number(point.value, language), point.year, kind)


def _trend(points: list[_Point], direction: str) -> str:
    """Trend from the first value to the last, as the indicator should move."""
    if len(points) < 2 or all(point.kind != _MEASURED for point in points):
        return ""
    change = points[-1].value - points[0].value
    if not change:
        return "same"
    return "better" if (change > 0) == (direction == Direction.UP) else "worse"


def _ends(indicator: Indicator, language: str, is_iranian: bool) -> list[_Point]:
    """Baseline and target, where they are known."""
    given = (
        (BASELINE, indicator.baseline_year, indicator.baseline_value, indicator.baseline_known),
        (TARGET, indicator.target_year, indicator.target_value, indicator.target_known),
    )
    return [
        _Point(
            known.day_in(year) if known and known.may_lie_in(year) else date(year, 1, 1),
            value,
            _when(known, date(year, 1, 1), DatePrecision.YEAR, language, is_iranian),
            localized_format.calendar_year(known, year, language),
            kind,
            indicator.source,
        )
        for kind, year, value, known in given
        if year is not None and value is not None
    ]


def _measured(one: Measurement, indicator: Indicator, language: str, is_iranian: bool) -> _Point:
    year = localized_format.calendar_year(one.known, one.date.year, language)
    source = one.source or indicator.source
    return _Point(
        one.date,
        one.value,
        _when(one.known, one.date, one.precision, language, is_iranian),
        year,
        _MEASURED,
        source,
        one.kind,
    )


def _when(known: KnownDate | None, day: date, precision: str, language: str, is_iranian: bool) -> str:
    """Date as it is known. Of an Iranian city never a range of two Jalali years."""
    return localized_format.partial(known, day, precision, language, one_year=is_iranian)
