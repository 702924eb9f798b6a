"""Every report has a search box, which narrows the list, its export and what an action is done to."""

from typing import Any

import pytest

from cases.models import BulkRun, CaseStudyPage, LinkCheck

from .test_admin import client_of
from .test_reports import NAMES, english, pages, shown, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
__all__ = ["pages"]


def test_every_report_has_a_search_box(pages: list[CaseStudyPage]) -> None:
    client = english(client_of("superuser"))
    for name in NAMES:
        answer = client.get(url(name), {"q": "zzznothing"})
        html = answer.content.decode()
        assert answer.status_code == 200 and 'name="q"' in html and not list(answer.context["object_list"]), name
        assert client.get(f"{url(name)}results/", {"q": "zzznothing"}).status_code == 200, name


def test_a_search_narrows_the_list_and_its_export(pages: list[CaseStudyPage]) -> None:
    client = english(client_of("superuser"))
    assert len(shown(client, "city")) == len(pages)
    case = pages[0].case
    assert case is not None
    found = shown(client, "city", q=case.code.lower().replace("-", " "))
    assert found and {page.case_id for page in found} == {case.pk}
    csv = b"".join(client.get(url("city"), {"q": case.code, "export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert csv.count(case.code) == len(found) == csv.count("\n") - 1


def test_an_action_on_all_that_is_shown_is_done_to_what_was_found(pages: list[CaseStudyPage]) -> None:
    client = english(client_of("superuser"))
    found = shown(client, "city", q=pages[0].title)
    assert 0 < len(found) < len(pages)
    data: dict[str, Any] = {"action": "unpublish", "everything": "1", "confirmed": str(len(found))}
    client.post(f"{url('city')}?q={pages[0].title}", data)
    assert set(BulkRun.objects.get().pages) == {page.pk for page in found}


def test_links_are_found_by_address_and_case(pages: list[CaseStudyPage]) -> None:
    client = english(client_of("superuser"))
    for number, code in enumerate(("THR-0001", "THR-0002")):
        LinkCheck.objects.create(
            digest=str(number), url=f"https://a{number}.example/x", outcome="ok", cases=[code],
            checked_at="2026-01-01T00:00Z",
        )  # fmt: skip
    assert [link.url for link in shown(client, "links", q="a1.example")] == ["https://a1.example/x"]
    assert [link.url for link in shown(client, "links", q="thr1")] == ["https://a0.example/x"]
