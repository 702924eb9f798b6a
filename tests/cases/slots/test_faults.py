"""Faults of a room: none takes a page away from a reader, each is said to whoever writes the section."""

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.checks import check_sections
from cases.models import Case, CaseStudyPage
from cases.slots import CASE_PAGE, CITY_PAGE, DESK, TooManyQueriesError
from tests.permission_tables import CASES

from .registering import TEMPLATE, Content, registered, section

PAGES = CASES / "templates" / "cases" / "pages"


def broken(page: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
    raise ValueError("the fault of a room")


def broken_query(page: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    return {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "template"),
    [(broken, TEMPLATE), (broken_query, TEMPLATE), (Content(), "room/missing.html")],
    ids=["code", "query", "template"],
)
def test_a_reader_gets_the_page_without_the_section_that_fails(
    content: Any, template: str, pages: dict[str, CaseStudyPage], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SECTIONS_RAISE = False
    failing = section(content, anchor="first", template=template, order=1)
    other = section(lambda page, request: {"words": "fifteen", "cases": Case.objects.all()})  # the database answers it
    with registered(CASE_PAGE, failing, other):
        response = Client().get(str(pages["en"].url))
    html = response.content.decode()
    assert response.status_code == 200 and html.rstrip().endswith("</html>")
    assert 'id="first"' not in html and "#first" not in html and "fifteen" in html
    assert [record.levelname for record in caplog.records if record.name == "cases.slots"] == ["ERROR"]


@pytest.mark.django_db
def test_its_author_gets_the_error(pages: dict[str, CaseStudyPage]) -> None:
    with registered(CASE_PAGE, section(broken)), pytest.raises(ValueError, match="the fault of a room"):
        Client().get(str(pages["en"].url))


def asks(times: int) -> Any:
    """Content that asks the database so often, and once more in its template."""

    def content(subject: Any, request: HttpRequest) -> dict[str, Any]:
        for _time in range(times):
            Case.objects.count()
        return {"cases": Case.objects.all()}

    return content


@pytest.mark.django_db
def test_queries_are_counted_with_those_of_the_template(
    pages: dict[str, CaseStudyPage], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    url = str(pages["en"].url)
    Client().get(url)
    with CaptureQueriesContext(connection) as without:
        Client().get(url)
    with registered(CASE_PAGE, section(asks(1))), CaptureQueriesContext(connection) as captured:
        Client().get(url)
    own = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(own) == len([query for query in without if "SAVEPOINT" not in query["sql"]]) + 2
    with registered(CASE_PAGE, section(asks(2))), pytest.raises(TooManyQueriesError):
        Client().get(url)
    with registered(CASE_PAGE, section(asks(2), most_queries=3)):
        Client().get(url)
    settings.SECTIONS_RAISE = False
    with registered(CASE_PAGE, section(asks(2))), caplog.at_level(logging.WARNING, logger="cases.slots"):
        assert 'id="of-a-room"' in Client().get(url).content.decode()
    assert "asked 3 times, not 2 at most" in caplog.text


@pytest.mark.parametrize(
    ("slot", "changes", "codes"),
    [
        (CASE_PAGE, {}, []),
        (CASE_PAGE, {"anchor": "Not an id"}, ["cases.E001"]),
        (CITY_PAGE, {"anchor": "-x"}, ["cases.E001"]),
        (CASE_PAGE, {"anchor": "sources"}, ["cases.E002"]),
        (DESK, {"anchor": "twice"}, ["cases.E002", "cases.E002"]),
        (CITY_PAGE, {"template": "room/missing.html"}, ["cases.E003"]),
    ],
)
def test_a_section_that_cannot_work_is_refused_at_start(slot: Any, changes: dict[str, Any], codes: list[str]) -> None:
    found = section(Content(), **changes)
    with registered(slot, found, *([found] if changes.get("anchor") == "twice" else [])):
        assert [error.id for error in check_sections()] == codes
        assert [error.id for error in run_checks() if error.id.startswith("cases.")] == codes
    assert check_sections() == []


@pytest.mark.parametrize(("slot", "page"), [(CASE_PAGE, "case_study_page.html"), (CITY_PAGE, "city.html")])
def test_anchors_of_the_core_are_known_to_be_taken(slot: Any, page: str) -> None:
    base = Path(CASES).parent / "knowledgebase" / "templates" / "base.html"
    written = (PAGES / page).read_text(encoding="utf-8") + base.read_text(encoding="utf-8")
    for part in re.findall(r'{% include "cases/components/(\w+)\.html" %}', written):
        written += (PAGES.parent / "components" / f"{part}.html").read_text(encoding="utf-8")
    assert set(re.findall(r'\bid="([a-z-]+)"', written)) - {"header-q"} == slot.taken
