"""Figures of a case page: each with the source that it cites itself, else with that of its indicator."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.models import CaseStudyPage, Indicator, Measurement, Unit
from cases.selectors.case_detail import case_detail
from cases.selectors.case_series import Series
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def indicator(starter_records: list[dict[str, Any]]) -> Indicator:
    """The only indicator of a case with sources s1 to s3; it is cited from the second."""
    record = {**starter_records[0], "indicators": []}
    import_cases(as_file([record]), ImportOptions(publish=True))
    page = CaseStudyPage.objects.get(locale__language_code="en")
    assert page.source_keys()[:3] == ["s1", "s2", "s3"]
    unit = Unit.objects.get_or_create(code="km")[0]
    return Indicator.objects.create(
        case=page.case, name={"en": "Length"}, unit=unit, source="s2", baseline_year=2005, baseline_value=Decimal(1),
        target_year=2030, target_value=Decimal(9),
    )  # fmt: skip


def series(indicator: Indicator) -> Series:
    (found,) = case_detail(indicator.case.pages.get(locale__language_code="en")).series
    return found


def measure(indicator: Indicator, year: int, source: str) -> None:
    Measurement.objects.create(indicator=indicator, date=date(year, 1, 1), value=Decimal(year), source=source)


def test_a_figure_cites_its_own_source_before_its_indicators(indicator: Indicator) -> None:
    measure(indicator, 2010, "s3")
    measure(indicator, 2015, "")
    measure(indicator, 2020, "s1")
    rows = [(row.kind, row.source) for row in series(indicator).rows]
    assert rows == [("baseline", 2), ("measured", 3), ("measured", 2), ("measured", 1), ("target", 2)]
    assert series(indicator).source == 2


def test_a_source_that_is_not_in_the_list_is_no_number(indicator: Indicator) -> None:
    measure(indicator, 2010, "s99")
    Indicator.objects.update(source="")
    assert [row.source for row in series(indicator).rows] == [None, None, None]
