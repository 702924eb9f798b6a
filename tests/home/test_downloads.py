"""The cases that a search finds, as files."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from cases.models import Case, CaseStudyPage, City
from search.sync.rebuild import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
KINDS = ("csv", "xlsx", "json", "geojson")
QUERIES = ["", "?q=bus", "?status=running&topic=mobility", "?q=water&sort=title", "?outcome=partly&sort=started"]


def taken(kind: str, query: str = "", language: str = "en", status: int = 200) -> bytes:
    answer: Any = Client().get(f"/{language}/download/cases.{kind}{query}")
    assert answer.status_code == status
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def rows(query: str = "", language: str = "en") -> list[list[str]]:
    return list(csv.reader(io.StringIO(taken("csv", query, language).decode("utf-8-sig"))))


def sheet(query: str = "", language: str = "en") -> Any:
    return load_workbook(io.BytesIO(taken("xlsx", query, language))).active


def found(query: str, language: str = "en") -> list[str]:
    """Codes that the API walks through for the search of an address."""
    codes: list[str] = []
    after = ""
    while True:
        address = f"/api/v1/search{query or '?'}&lang={language}&size=7&after={after}"
        answer = Client().get(address).json()
        codes += [hit["code"] for hit in answer["hits"]]
        after = answer["next"]
        if not after:
            return codes


@pytest.mark.parametrize("query", QUERIES)
def test_every_file_holds_all_that_the_search_finds_in_its_order(query: str) -> None:
    codes = found(query)
    assert codes
    assert [row[0] for row in rows(query)[1:]] == codes
    assert [row[0].value for row in sheet(query).iter_rows(min_row=2)] == codes
    assert [case["code"] for case in json.loads(taken("json", query))["cases"]] == codes
    assert [one["id"] for one in json.loads(taken("geojson", query))["features"]] == codes


def test_the_page_leads_to_files_of_what_it_shows() -> None:
    for query in ("", "?q=bus", "?status=running&topic=mobility"):
        html = Client().get(f"/en/search/{query}").content.decode()
        for kind in KINDS:
            assert f'href="/en/download/cases.{kind}{query.replace("&", "&amp;")}"' in html.replace(
                "topic=mobility&amp;status=running", "status=running&amp;topic=mobility"
            )
    assert "/download/" not in Client().get("/en/search/?q=xyzzyqwv").content.decode()


def test_csv_opens_in_excel_as_it_is_meant() -> None:
    content = taken("csv", language="fa")
    assert content.startswith("\ufeff".encode())
    assert content.count(b"\r\n") >= Case.objects.count()
    header, *cases = rows(language="fa")
    assert header[:2] == ["کد", "عنوان"]
    assert len(set(header)) == len(header) and all(len(row) == len(header) for row in cases)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t="])
def test_no_text_becomes_a_formula(sign: str) -> None:
    CaseStudyPage.objects.update(title=f"{sign}HYPERLINK(1)")
    rebuild()
    cell = rows()[1][1]
    assert cell.startswith("'") and cell.endswith("HYPERLINK(1)")
    assert {one.data_type for one in sheet()["B"]} == {"s"}


def test_a_workbook_is_read_as_a_sheet_should_be() -> None:
    for language, from_right in (("fa", True), ("ar", True), ("en", False)):
        page = sheet(language=language)
        assert bool(page.sheet_view.rightToLeft) is from_right
        assert page.freeze_panes == "C2" and page.auto_filter.ref
        assert page.column_dimensions["B"].width >= 40
    names = [cell.value for cell in page[1]]
    amounts = [cell for cell in page[_letter(page, "Cost: amount")][1:] if cell.value is not None]
    assert amounts and all(cell.data_type == "n" for cell in amounts)
    assert sum(cell.value for cell in amounts) == sum(
        page.cost_amount for page in CaseStudyPage.objects.filter(locale__language_code="en", cost_amount__isnull=False)
    )
    assert "Latitude" in names and isinstance(page[_letter(page, "Latitude")][1].value, float)


def _letter(page: Any, name: str) -> str:
    letter: str = next(cell.column_letter for cell in page[1] if cell.value == name)
    return letter


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    CaseStudyPage.objects.update(title="a\x0bb\x1fc")
    assert sheet()["B2"].value == "abc"


def test_geojson_has_longitude_before_latitude() -> None:
    placed = json.loads(taken("geojson", "?city=tehran"))
    assert placed["type"] == "FeatureCollection"
    tehran = City.objects.get(slug="tehran")
    for feature in placed["features"]:
        assert feature["type"] == "Feature"
        assert feature["geometry"] == {"type": "Point", "coordinates": [tehran.longitude, tehran.latitude]}
        assert feature["properties"]["title"]
    City.objects.filter(slug="tehran").update(latitude=None)
    assert json.loads(taken("geojson", "?city=tehran"))["features"][0]["geometry"] is None


def test_json_is_what_the_api_says_of_each_case() -> None:
    case = json.loads(taken("json", "?city=tehran", "fa"))["cases"][0]
    assert case == Client().get(f"/api/v1/cases/{case['code']}?lang=fa").json()


def test_texts_are_in_the_language_of_the_reader() -> None:
    for language in ("fa", "en", "ar"):
        page = CaseStudyPage.objects.filter(locale__language_code=language, city__slug="tehran").order_by("pk")[0]
        row = next(row for row in rows("?city=tehran", language) if row[0] == page.case.code)
        assert {page.title, page.brief[language], page.city.name(language)} <= set(row)


def test_a_case_that_is_not_public_is_in_no_file_even_while_the_index_is_behind() -> None:
    page = CaseStudyPage.objects.filter(city__slug="ahmedabad")[0]
    for one in CaseStudyPage.objects.filter(case=page.case):
        PageViewRestriction.objects.create(page=one, restriction_type=PageViewRestriction.LOGIN)
    assert page.case.code not in {row[0] for row in rows()}
    assert page.case.code not in {one["code"] for one in json.loads(taken("json"))["cases"]}


def test_what_there_is_not() -> None:
    taken("ods", status=404)
    assert rows("?city=atlantis")[1:], "what is wrong is left out, as on the page"
    assert rows("?q=xyzzyqwv")[1:] == []


def test_an_engine_that_does_not_answer_is_no_empty_file(settings: Any) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_FALLBACK = "elasticsearch", False
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9"]  # where nothing listens
    taken("csv", status=503)


def test_queries_grow_with_batches_not_with_cases() -> None:
    taken("json")
    with CaptureQueriesContext(connection) as few:
        taken("json", "?city=tehran")
    with CaptureQueriesContext(connection) as many:
        taken("json")
    assert len(many) <= len(few) + 1 <= 14
