"""Replaces the data that live on the case itself (indicators, measurements, adoptions) by those of a record.

Figures that readers know are replaced by whoever may publish without approval; from anybody else they are a proposal.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from cases.choices import DatePrecision
from cases.models import Adoption, Case, Indicator, Measurement, Unit
from cases.records.case import CaseRecord
from cases.records.facts import source_key
from cases.records.known_dates import value_of
from cases.records.series import IndicatorRecord, MeasurementRecord, first_day

from .figures import write_figures


def replace_figures(case: Case, record: CaseRecord, unit: Callable[[str], Unit]) -> None:
    """Deletes the indicators of a case and writes those of the record, in few queries."""
    Indicator.objects.filter(case=case).delete()
    rows = [_indicator(case, item, number, unit) for number, item in enumerate(record.indicators)]
    indicators = Indicator.objects.bulk_create(rows)
    Measurement.objects.bulk_create(
        _measurement(indicator, point)
        for indicator, item in zip(indicators, record.indicators, strict=True)
        for point in item.measurements
    )


def propose_figures_of(case: Case, record: CaseRecord, unit: Callable[[str], Unit], user: Any) -> None:
    """Writes the figures of a record as ``user`` would by hand (None: nobody's), so that they may have to wait."""
    rows = []
    for number, item in enumerate(record.indicators):
        indicator = _indicator(case, item, number, unit)
        indicator.measurements = [_measurement(indicator, point) for point in item.measurements]
        rows.append(indicator.serializable_data())
    write_figures(case, json.loads(json.dumps(rows, cls=DjangoJSONEncoder)), user)


def replace_adoptions(case: Case, record: CaseRecord) -> None:
    """Deletes the adoptions of a case and writes those of the record."""
    Adoption.objects.filter(case=case).delete()
    Adoption.objects.bulk_create(
        Adoption(
            case=case,
            sort_order=number,
            city_name=item.city.names(),
            country=item.city.country,
            year=item.year,
            known=value_of(item.known),
            status=item.status.value,
            note=dict(item.note),
            source=source_key(item.source),
        )
        for number, item in enumerate(record.adoptions)
    )


def _indicator(case: Case, item: IndicatorRecord, number: int, unit: Callable[[str], Unit]) -> Indicator:
    return Indicator(
        case=case,
        sort_order=number,
        name=dict(item.name),
        unit=unit(item.unit),
        direction=item.direction.value,
        baseline_year=item.baseline.year if item.baseline else None,
        baseline_known=value_of(item.baseline.known) if item.baseline else None,
        baseline_value=item.baseline.value if item.baseline else None,
        target_year=item.target.year if item.target else None,
        target_known=value_of(item.target.known) if item.target else None,
        target_value=item.target.value if item.target else None,
        source=source_key(item.source),
    )


def _measurement(indicator: Indicator, point: MeasurementRecord) -> Measurement:
    day, precision = date(point.year, 1, 1), DatePrecision.YEAR
    if known := value_of(point.known):
        day, precision = known.day_in(point.year), known.precision
    elif point.date is not None:
        day = first_day(point.date)
        precision = DatePrecision.DAY if point.date.count("-") == 2 else DatePrecision.MONTH
    return Measurement(
        indicator=indicator,
        date=day,
        precision=precision,
        known=known,
        value=point.value,
        kind=point.kind.value if point.kind else "",
        source=source_key(point.source),
    )
