"""The grid of figures: what is typed or pasted, in any digits and either calendar, becomes figures; what is wrong is
said at its cell, and what is right of it is kept."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override

from cases.forms.figures.reading import Around, ReadGrid, read_grid
from cases.forms.figures.stored_grid import stored_grid
from cases.forms.figures.typed_grid import typed_grid
from cases.models import Case
from cases.selectors.figures import digest_of, public_figures
from cases.written.letters import label_key

UNITS = {"1": frozenset({label_key("dB"), label_key("دسی‌بل")}), "2": frozenset({"percent"})}
SERIES = {
    "figures-0-name-fa": "صدا",
    "figures-0-unit": "1",
    "figures-0-direction": "down",
    "figures-0-kind": "measured",
}


def sent(**inputs: str) -> dict[str, str]:
    return {f"figures-{name.replace('__', '-')}": text for name, text in inputs.items()}


def read(data: dict[str, str], stored: Any = (), sources: Any = ("s1",), language: str = "fa") -> ReadGrid:
    return read_grid(typed_grid(data, language), Around(stored, UNITS, sources, language))


def points(found: ReadGrid, number: int = 0) -> dict[str, str]:
    return {point["known"] or point["date"][:4]: point["value"] for point in found.figures[number]["measurements"]}


@pytest.mark.parametrize(
    ("typed", "value"), [("۶۴٫۵", "64.5"), ("64,5", "64.5"), ("٦٤٫٥", "64.5"), ("۱٬۲۳۴", "1234"), ("-3", "-3")]
)
def test_digits_and_signs_as_people_type_them(typed: str, value: str) -> None:
    found = read(SERIES | sent(years__0="۱۴۰۱", years__1="2020", **{"0__cell__0": typed, "0__cell__1": "1"}))
    assert not found.errors and points(found) == {"1401": value, "2020": "1"}
    [series] = found.figures
    assert (series["unit"], series["direction"], series["name"]) == (1, "down", {"fa": "صدا"})
    assert {point["kind"] for point in series["measurements"]} == {"measured"}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"0__cell__0": "۱۲ کیلو"}, "0-cell-0"),
        ({"0__cell__0": "1" * 30}, "0-cell-0"),
        ({"years__0": "۱۴۰۱/۱۳"}, "years-0"),
        ({"years__0": ""}, "years-0"),
        ({"years__1": "1401"}, "years-1"),
        ({"0__name__fa": ""}, "0-name-fa"),
        ({"0__name__fa": "", "0__name__en": "Noise"}, "0-name-fa"),
        ({"0__name__fa": "ص" * 201}, "0-name-fa"),
        ({"0__unit": ""}, "0-unit"),
        ({"0__unit": "بوشل"}, "0-unit"),
        ({"0__source": "s9"}, "0-source"),
        ({"0__baseline_year": "1390"}, "0-baseline_value"),
        ({"0__target_value": "5"}, "0-target_year"),
        ({"0__target_value": "x", "0__target_year": "1410"}, "0-target_value"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell_and_the_rest_is_kept(changes: dict[str, str], where: str) -> None:
    good = SERIES | sent(years__0="۱۴۰۱", years__1="۱۴۰۲", **{"0__cell__0": "1", "0__cell__1": "2"})
    other = {name.replace("-0-", "-1-"): text for name, text in good.items() if "-0-" in name} | {
        "figures-1-name-fa": "بو", "figures-1-cell-0": "", "figures-1-cell-1": "7",
    }  # fmt: skip
    found = read(good | other | sent(**changes))
    assert set(found.errors) == {f"figures-{where}"}, found.errors
    kept = {series["name"].get("fa"): len(series["measurements"]) for series in found.figures}
    assert "بو" in kept
    if where.startswith("0-cell"):
        assert kept["صدا"] == 1


def test_a_pasted_table_goes_into_the_grid() -> None:
    data = SERIES | sent(years__0="1400", **{"0__cell__0": "۵"})
    pasted = "شاخص\tواحد\t1400\t1401\nصدا\t\t\t6\nبو\tدسی‌بل\t۱٫۵\tنامعلوم"
    found = read(data | {"figures-paste": pasted})
    assert list(found.errors) == ["figures-1-cell-1"]
    assert points(found) == {"1400": "5", "1401": "6"} and points(found, 1) == {"1400": "1.5"}
    grid = typed_grid(data | {"figures-paste": pasted}, "fa")
    assert grid.series[1].cells == ("۱٫۵", "نامعلوم") and not grid.pasted, "what was pasted stays, at its cell"


@pytest.mark.parametrize("text", ["صدا ۶۴", "a\tb\nc\td"])
def test_what_is_no_table_stays_where_it_was_pasted(text: str) -> None:
    grid = typed_grid({"figures-paste": text}, "fa")
    assert grid.pasted == text and list(read({"figures-paste": text}).errors) == ["figures-paste"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_what_is_shown_and_sent_back_is_what_it_was(draft_case: Case, language: str) -> None:
    figures = public_figures(draft_case)
    figures[0]["measurements"][0] |= {
        "kind": "reported", "source": "s1", "known": "1388", "date": "2009-01-01", "precision": "year",
    }  # fmt: skip
    with override(language):
        grid = stored_grid(figures)
    units = {str(row["unit"]): frozenset[str]() for row in figures}
    found = read_grid(grid, Around(figures, units, draft_case.source_keys(), language))
    assert not found.errors and not found.is_newer
    assert digest_of(found.figures) == digest_of(figures)
    assert [row["pk"] for row in found.figures] == [row["pk"] for row in figures]


@pytest.mark.django_db
def test_figures_that_another_changed_are_not_written_over_unawares(draft_case: Case) -> None:
    figures = public_figures(draft_case)
    units = {str(row["unit"]): frozenset[str]() for row in figures}
    grid = stored_grid(figures)
    around = Around(figures[1:], units, draft_case.source_keys(), "en")
    assert read_grid(grid, around).is_newer
    assert not read_grid(replace(grid, over=digest_of(figures[1:])), around).is_newer
    assert read_grid(replace(grid, over="0"), around).is_newer
