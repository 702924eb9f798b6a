"""What makes the numbers of a file honest: kind and year of each figure, marks of sources, what was not checked."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags
from django.utils.translation import gettext, override

from cases.models import CaseStudyPage
from cases.selectors.case_detail import CaseDetail, case_detail
from cases.selectors.case_series import Series
from cases.selectors.localized_format import digits
from home.services.case_files.documents import brief_file, full_file
from home.services.case_files.making import _fonts, made_file
from home.services.case_files.typesetting import typeset

from .reading import needs_typesetter, pages_of, text_of
from .test_documents import NUMBER, ROOT, letters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter"), needs_typesetter]

CODES, LANGUAGES = ("LND-0001", "DLH-0001", "THR-0006"), ("fa", "en", "ar")
in_each = pytest.mark.parametrize(("code", "language"), [(code, one) for code in CODES for one in LANGUAGES])
HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.S)
DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
# The layer of text tells the brackets of lines from right to left turned about, or both before what they hold.
MARKS = {"en": re.compile(rf"\[({DIGIT}+)\]"), "fa": re.compile(rf"\]({DIGIT}+)"), "ar": re.compile(rf"\]({DIGIT}+)")}


def skeleton(text: str) -> str:
    """Letters of a text without alefs and signs: the layer of text turns them about."""
    found = "".join(one for one in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(one))
    return re.sub(r"[\Wا]", "", found)


def page_of(code: str, language: str) -> CaseStudyPage:
    found: CaseStudyPage = CaseStudyPage.objects.get(case__code=code, locale__language_code=language)
    return found


def detail_in(page: CaseStudyPage) -> CaseDetail:
    with override(page.locale.language_code):
        return case_detail(page)


def said_apart(value: str, year: str, text: str) -> bool:
    """Whether a value stands beside its year in brackets, in either direction, with no number between them."""
    number = rf"(?<!{DIGIT})(?<![.,٫٬]){re.escape(value)}(?!{DIGIT})(?![.,٫٬]{DIGIT})"
    bracketed, between = rf"[()][\s،,]*[()]?\s*{year}(?!{DIGIT})", rf"(?:(?!{DIGIT}).){{0,90}}?"
    return bool(re.search(f"{number}{between}{bracketed}|{bracketed}{between}{number}", text))


def figures_are_honest(series: list[Series], language: str, text: str) -> None:
    """Every figure has its year in brackets and its kind in words, and no value stands bare before a year."""
    for one in series:
        assert one.latest
        for row in filter(None, (one.first, one.latest)):
            assert said_apart(row.value, row.year, text), (row.value, row.year)
            assert not re.search(rf"{re.escape(row.value)}\s+{row.year}", text), (row.value, row.year)
        with override(language):
            assert skeleton(one.latest.label) in skeleton(text), one.latest.label


@in_each
def test_every_figure_of_the_brief_has_its_kind_and_its_year(code: str, language: str) -> None:
    page = page_of(code, language)
    path = made_file(brief_file(page, language, ROOT))
    detail = detail_in(page)
    assert pages_of(path) == 1 and detail.headlines
    figures_are_honest(detail.headlines, language, text_of(path))


def test_a_figure_reads_as_on_the_page() -> None:
    text = text_of(made_file(brief_file(page_of("THR-0006", "en"), "en", ROOT)))
    assert "67 (2004) to 315 markets (2025), reported" in text
    assert re.search(r"\b54 [^\d]+ \(2025\), estimated", text)


def test_the_year_is_that_of_the_page(client: Client) -> None:
    page = page_of("THR-0006", "fa")
    shown = client.get(page.get_url()).content.decode()
    brief = brief_file(page, "fa", ROOT).variants[0]
    for series in detail_in(page).headlines:
        assert series.latest and f"<bdi>{series.latest.year}</bdi>" in shown and f"({series.latest.year})" in brief


def cited_in(detail: CaseDetail) -> Iterator[int | None]:
    """Numbers of the sources that the full text marks, as often as it does, and once in the list."""
    yield from (detail.outcome_source, detail.cost_source, detail.cost_source)
    if detail.cost and detail.cost.budget:
        yield from (detail.cost_budget_source, detail.cost_budget_source)
    for point in (*detail.results, *detail.limits, *detail.conditions):
        yield from point.sources
    for series in (*detail.headlines, *detail.series):
        yield series.latest.source if series.latest else None
    yield from (row.source for series in detail.series for row in series.rows)
    yield from (one["source"] for one in (*detail.documents, *detail.adoptions))
    yield from (source.number for source in detail.sources)


DRAWN = re.compile(r'<svg class="chart".*?</svg>', re.DOTALL)


@in_each
def test_the_full_text_says_kinds_sources_and_what_was_not_checked(code: str, language: str) -> None:
    page = page_of(code, language)
    file = full_file(page, language, ROOT)
    detail, text = detail_in(page), text_of(made_file(file))
    undrawn = replace(file, variants=[DRAWN.sub("", one) for one in file.variants])  # a drawing has years at its axis
    figures_are_honest(detail.series, language, text_of(made_file(undrawn)))
    expected = Counter(digits(number, language) for number in cited_in(detail) if number)
    assert Counter(MARKS[language].findall(text)) == expected
    assert any(point.sources for point in detail.results) and detail.unchecked
    with override(language):
        heading = gettext("What could not be checked").split()
    assert skeleton(" ".join(heading[-3:])) in skeleton(text)  # a sign can part the first word from its line
    numbers = set(NUMBER.findall(text))
    for unchecked in detail.unchecked:
        assert set(NUMBER.findall(unchecked.text)) <= numbers
        if language == "en":
            assert letters(unchecked.text)[:40] in letters(text)


def test_a_point_has_its_marks_behind_it() -> None:
    page = page_of("LND-0001", "en")
    text = letters(text_of(made_file(full_file(page, "en", ROOT)))).replace("-", "")  # of lines that end in one
    detail = detail_in(page)
    for point in (*detail.results, *detail.limits, *detail.conditions):
        assert letters(point.text.text).replace("-", "") + "".join(f"[{number}]" for number in point.sources) in text


@in_each
def test_headings_are_those_of_the_page_in_their_order(code: str, language: str, client: Client) -> None:
    page = page_of(code, language)
    on_page = [strip_tags(one).strip() for one in HEADING.findall(client.get(page.get_url()).content.decode())]
    in_file = [strip_tags(one).strip() for one in HEADING.findall(full_file(page, language, ROOT).variants[0])]
    with override(language):
        ways_on = {gettext("Share this case"), gettext("Pass it on"), gettext("Is something wrong here?")}
        needed = [gettext("At a glance"), gettext("Sources")]
    assert set(needed) <= set(in_file)
    assert [one for one in on_page if one in in_file] == in_file
    left_out = set(on_page[: on_page.index(needed[1])]) - set(in_file)
    assert left_out <= ways_on, "what leads to other places is not of paper"


def test_a_case_without_points_and_unchecked_has_its_prose() -> None:
    page = page_of("LND-0001", "en")
    page.results_points, page.limits_points, page.conditions_points, page.unchecked = [], [], [], []
    html = full_file(page, "en", ROOT).variants[0]
    headings = HEADING.findall(html)
    assert headings.count("Results") == 1 and "Results in full" not in headings and "Conditions in full" not in headings
    assert headings.count("What your city needs first") == 1 and "What could not be checked" not in headings


def test_a_table_of_the_longer_account_has_the_mark_of_its_source() -> None:
    page = page_of("LND-0001", "en")
    table = {"columns": [{"type": "text", "heading": "Year"}], "rows": [{"values": ["2031"]}], "caption": ""}
    page.body = [
        {"type": "text", "value": "<p>An account of <b>many</b> words.</p>"},
        {"type": "table", "value": {"caption": "Vehicles by year", "table": table, "source": "s2"}},
    ]
    detail, text = detail_in(page), text_of(made_file(full_file(page, "en", ROOT)))
    assert "An account of many words." in text and "2031" in text
    assert f"Vehicles by year [{detail.source_numbers['s2']}]" in text


@pytest.mark.slow
def test_every_brief_of_the_starter_collection_fits_on_its_sheet(tmp_path: Path) -> None:
    """The typesetter gives the first page of what does not fit: so the last sizes are set without a bound."""
    for page in CaseStudyPage.objects.live().order_by("pk"):
        language = page.locale.language_code
        file = brief_file(page, language, ROOT)
        path = tmp_path / "brief.pdf"
        for variant in file.variants:
            path.write_bytes(typeset([variant], 0, _fonts(), str(tmp_path)))
            if pages_of(path) == 1:
                break
        assert pages_of(path) == 1, (file.name, pages_of(path))
