"""Charts and figures: what kind of number each is, and labels that never run into each other."""

from datetime import date
from decimal import Decimal
from itertools import combinations
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from cases.models import CaseStudyPage, Indicator, Measurement, Unit
from cases.selectors.case_series import Series, all_series, figures_of
from cases.selectors.chart import Chart, ChartValue, chart
from cases.selectors.chart_labels import WIDTH
from cases.services.imports.cases import ImportOptions, import_cases
from cases.written.known_dates import KnownDate
from tests.conftest import as_file

KINDS = ["baseline", "measured", "reported", "estimated", "modelled", "", "target"]


def value(year: int, amount: int, kind: str = "reported") -> ChartValue:
    return ChartValue(date(year, 1, 1), Decimal(amount), f"{amount:,}", str(year), kind)


def drawn(*values: ChartValue, direction: str = "up") -> Chart:
    found = chart(values, direction)
    assert found is not None
    return found


def test_one_or_two_values_are_no_chart() -> None:
    assert chart([value(2001, 1), value(2002, 2), value(2030, 9, "target")], "up") is None
    assert chart([value(2001, 1), value(2002, 2), value(2003, 3)], "up") is not None


def test_nothing_is_drawn_where_nothing_was_measured() -> None:
    ends = [value(2001, 1, "baseline"), value(2030, 9, "target"), value(2031, 10, "target")]
    assert chart(ends, "up") is None and chart([], "up") is None


@pytest.mark.parametrize(("direction", "best"), [("up", "90"), ("down", "10")])
def test_the_last_and_the_best_are_labelled(direction: str, best: str) -> None:
    found = drawn(value(2001, 50), value(2005, 90), value(2010, 10), value(2020, 40), direction=direction)
    assert [label.text for label in found.values] == ["40", best]
    assert [label.text for label in found.years] == ["2001", "2020", "2005" if direction == "up" else "2010"]


def test_each_kind_has_a_sign_of_its_own() -> None:
    found = drawn(*(value(2000 + number, 5, kind) for number, kind in enumerate(KINDS)))
    assert [kind for kind, _shape in found.key] == KINDS
    assert len({shape for _kind, shape in found.key}) == len(KINDS)
    assert found.target is not None


@pytest.mark.parametrize("seed", range(300))
def test_labels_never_run_into_each_other(seed: int) -> None:
    chance = Random(seed)
    largest = 10 ** chance.randint(0, 10)
    years = sorted(chance.choices(range(1990, 1995 + 3 * seed // 10), k=chance.randint(3, 14)))
    rows = [value(year, chance.randint(-largest, largest), chance.choice(KINDS)) for year in years]
    found = chart(rows, chance.choice(["up", "down"]))
    if found is None:
        return
    boxes = [label.box for label in (*found.values, *found.years)]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(box.left >= -0.1 and box.right <= WIDTH + 0.1 and box.top >= 0 for box in boxes)
    assert found.years


@pytest.fixture
def indicator(foundation: None, starter_records: list[dict[str, Any]]) -> Indicator:
    """The only indicator of a case: lower is better."""
    import_cases(as_file([{**starter_records[0], "indicators": []}]), ImportOptions(publish=True))
    page = CaseStudyPage.objects.get(locale__language_code="en")
    unit = Unit.objects.get_or_create(code="km")[0]
    return Indicator.objects.create(case=page.case, name={"en": "Length"}, unit=unit, direction="down")


def measure(indicator: Indicator, year: int, amount: int, kind: str = "", known: KnownDate | None = None) -> None:
    Measurement.objects.create(indicator=indicator, date=date(year, 1, 1), value=amount, kind=kind, known=known)


def series(indicator: Indicator, language: str = "en", country: str = "") -> Series:
    with translation.override(language):
        (found,) = all_series(figures_of([indicator.case_id]), language, {}, country)
    return found


def html(language: str) -> str:
    (page,) = CaseStudyPage.objects.filter(locale__language_code=language)
    return Client().get(page.url).content.decode()


@pytest.mark.django_db
def test_no_page_calls_an_estimate_measured(indicator: Indicator) -> None:
    for number, kind in enumerate(("estimated", "modelled", "reported", "")):
        measure(indicator, 2010 + number, 4 - number, kind)
    with translation.override("en"):
        labels = [row.label for row in series(indicator).rows]
    assert labels == ["Estimated", "Modelled", "Reported", "not stated"]
    shown = html("en")
    figures = shown[shown.index('id="figures"') : shown.index('id="how"')]
    assert "svg" in figures and "easured" not in figures


@pytest.mark.django_db
def test_a_target_alone_is_nothing_measured(indicator: Indicator) -> None:
    Indicator.objects.update(target_year=2030, target_value=5, baseline_year=2000, baseline_value=9)
    found = series(indicator)
    assert found.chart is None and found.latest is None and found.trend == ""
    shown = html("en")
    assert "Nothing has been measured yet." in shown and '<svg class="chart' not in shown
    assert "Target" in shown and ">5<" in shown


@pytest.mark.django_db
def test_the_trend_is_told_by_the_direction_and_in_words(indicator: Indicator) -> None:
    measure(indicator, 2010, 9)
    assert series(indicator).trend == ""
    measure(indicator, 2012, 5)
    found = series(indicator)
    assert found.trend == "better" and found.chart is None
    measure(indicator, 2015, 12)
    assert series(indicator).trend == "worse"
    shown = html("en")
    assert "chart--worse" in shown and "moved the other way" in shown
    measure(indicator, 2016, 9)
    assert series(indicator).trend == "same"


@pytest.mark.django_db
def test_the_axis_is_in_the_readers_calendar_and_a_date_as_it_was_written(indicator: Indicator) -> None:
    measure(indicator, 2008, 9, "reported", KnownDate(1386, 10))
    measure(indicator, 2015, 7, "reported")
    measure(indicator, 2020, 5, "measured", KnownDate(1399))
    found = series(indicator, "fa")
    assert found.chart is not None and [label.text for label in found.chart.years] == ["۱۳۸۶", "۱۳۹۹"]
    assert [row.when for row in found.rows] == ["دی ۱۳۸۶ (۲۰۰۸)", "۲۰۱۵ (۱۳۹۳–۱۳۹۴)", "۱۳۹۹ (۲۰۲۰)"]
    assert "۱۳۹۹ (۲۰۲۰)" in html("fa")
    assert [row.when for row in series(indicator, "fa", "IR").rows] == ["دی ۱۳۸۶ (۲۰۰۸)", "۱۳۹۴ (۲۰۱۵)", "۱۳۹۹ (۲۰۲۰)"]
    english = series(indicator, "en")
    assert english.chart is not None and [label.text for label in english.chart.years] == ["2008", "2020"]
