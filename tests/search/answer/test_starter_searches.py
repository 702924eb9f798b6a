"""Searches in the starter collection, as a person would type them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cases.models import Case, CaseStudyPage
from search.answer.service import search
from search.params import SearchParams

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]


def found(text: str, language: str = "fa", **filters: list[str]) -> set[str | None]:
    params = SearchParams(q=text, language=language, size=100, filters=filters)
    return {hit.card.import_id for hit in search(params).hits}


@pytest.mark.parametrize(
    "spellings",
    [
        ["برنامه ریزی", "برنامه‌ریزی", "برنامهریزی"],
        ["مسئول", "مسؤول", "مسئول‌ها"],
        ["شهرها", "شهر ها", "شهرهای", "شهر‌ها"],
        ["پسماند", "پسماندها", "پَسماند", "پسـماند"],
        ["۱۴۰۱", "1401", "١٤٠١"],
        ["BRT", "brt"],
        ["بی آر تی", "بی‌آرتی", "بيآرتي"],
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_give_the_same_cases(spellings: list[str]) -> None:
    results = [found(text) for text in spellings]
    assert results[0] and all(result == results[0] for result in results)


@pytest.mark.parametrize("word", ["پسماند", "زباله", "آشغال", "garbage", "waste", "النفايات", "نفايات", "çöp", "Atık"])
def test_every_word_for_waste_reaches_the_waste_cases(word: str) -> None:
    expected = {
        "tehran-aradkouh-waste-to-energy",
        "isfahan-organic-waste-composting",
        "indore-segregated-waste-collection",
    }
    assert expected <= found(word)


@pytest.mark.parametrize("word", ["وین", "Vienna", "Viyana", "فيينا", "Wien"])
def test_a_city_is_found_by_any_of_its_names(word: str) -> None:
    assert "vienna-social-housing" in found(word)


def test_a_persian_query_finds_a_case_with_only_english_prose() -> None:
    CaseStudyPage.objects.filter(case__import_id="delhi-brt-corridor").exclude(locale__language_code="en").delete()
    call_command("search_rebuild", verbosity=0)
    assert "delhi-brt-corridor" in found("بی‌آرتی دهلی")


def test_an_arabic_title_without_an_arabic_page_is_found_and_shown() -> None:
    case = Case.objects.get(import_id="christchurch-earthquake-recovery")
    page = case.pages.get(locale__language_code="ar")
    Case.objects.filter(pk=case.pk).update(title_translations={"ar": page.title})
    page.delete()
    call_command("search_rebuild", verbosity=0)
    (hit,) = search(SearchParams(q="كرايستشيرش", language="ar")).hits or (None,)
    assert hit is not None and hit.card.language == "ar" and hit.card.page_language == "en"


def test_facets_count_exactly_what_a_click_gives() -> None:
    page = search(SearchParams(q="waste", language="en"))
    assert sum(len(facet.values) > 1 for facet in page.facets) > 5
    for facet in page.facets:
        for value in facet.values:
            assert (
                search(SearchParams(q="waste", language="en", filters={facet.name: [value.value]})).total == value.count
            )


def test_the_api_and_the_command_give_the_same_object() -> None:
    answer = Client().get("/api/v1/search", {"q": "waste", "lang": "en", "topic": ["waste", "water"], "size": 5}).json()
    out = StringIO()
    call_command(
        "search_query",
        "waste",
        "--lang=en",
        "--filter=topic=waste",
        "--filter=topic=water",
        "--size=5",
        "--json",
        stdout=out,
    )
    assert json.loads(out.getvalue()) == answer
    assert answer["total"] >= len(answer["hits"]) == 5
    assert set(answer["hits"][0]) == {
        "code", "import_id", "title", "language", "url", "score", "highlights",
        "brief", "brief_language", "status", "outcome", "cost_kind", "evidence", "opinions", "archived",
    }  # fmt: skip


def test_the_api_says_how_a_case_ended_and_what_its_cost_pays_for() -> None:
    (hit,) = Client().get("/api/v1/search", {"q": "Baan Mankong", "lang": "fa", "city": "bangkok"}).json()["hits"]
    record = CaseStudyPage.objects.filter(case__code=hit["code"]).first()
    assert record and hit["brief"] == record.brief["fa"] and hit["brief_language"] == "fa"
    assert (hit["status"], hit["outcome"], hit["cost_kind"]) == (record.status, record.outcome, "unit")


@pytest.mark.parametrize("word", ["failed", "ناکام", "فشل", "missed its goal"])
def test_who_asks_for_failures_finds_missed_goals(word: str) -> None:
    missed = set(CaseStudyPage.objects.filter(outcome="missed").values_list("case__import_id", flat=True))
    assert missed and missed <= found(word)


@pytest.mark.parametrize("word", ["cancelled", "نافرجام", "أُلغي"])
def test_what_never_began_was_given_up(word: str) -> None:
    assert "toronto-sidewalk-quayside" in found(word)


def test_the_api_can_be_walked_through() -> None:
    url, asked = "/api/v1/search", {"q": "city", "lang": "en", "size": 7}
    whole = Client().get(url, {**asked, "size": 100}).json()
    assert "next" not in whole
    found: list[str] = []
    answer = Client().get(url, {**asked, "after": ""}).json()
    while answer["next"]:
        found += [hit["code"] for hit in answer["hits"]]
        answer = Client().get(url, {**asked, "after": answer["next"]}).json()
    found += [hit["code"] for hit in answer["hits"]]
    assert found == [hit["code"] for hit in whole["hits"]] and len(found) == whole["total"] > 14
    assert Client().get(url, {**asked, "after": "x"}).status_code == 422
    assert Client().get(url, {**asked, "after": "x", "page": 2}).status_code == 422


@pytest.mark.parametrize(
    "query", ["size=101", "size=0", "page=0", "page=x", "sort=price", "lang=xx", "page=99999", "lang=%00"], ids=str
)
def test_the_api_refuses_nonsense_with_a_reason(query: str) -> None:
    response = Client().get(f"/api/v1/search?{query}")
    assert response.status_code == 422 and response.json()["detail"]


@pytest.mark.parametrize(
    "q",
    [
        "خیابان " * 160,
        "\x00\x01\x1b\x7f",
        '"un balanced',
        "»«",
        "از به با",
        "a" * 7_000,
        "\ud800".encode("utf-8", "replace").decode(),
        "🚲",
        "'; DROP TABLE--",
    ],
)
def test_any_query_is_answered(q: str) -> None:
    assert Client().get("/api/v1/search", {"q": q}).status_code == 200
    assert Client().get("/fa/search/", {"q": q}).status_code == 200


@pytest.mark.parametrize("q", ["خیابان " * 1500, "a" * 10_000])
@pytest.mark.parametrize("address", ["/api/v1/search", "/fa/search/"])
def test_an_address_that_no_server_takes_is_refused_by_its_length(address: str, q: str) -> None:
    assert Client().get(address, {"q": q}).status_code == 414


def test_batch_answers_in_order_with_the_ids(tmp_path: Path) -> None:
    lines = [{"id": 1, "q": "waste", "lang": "en"}, {"id": "b", "q": "پسماند"}, {"id": 3, "q": "x", "lang": "xx"}]
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\nnot json\n", encoding="utf-8")
    out = StringIO()
    call_command("search_query", "--batch", path, "--json", stdout=out)
    answers: list[Any] = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [answer.get("id") for answer in answers] == [1, "b", 3, None]
    assert answers[0]["total"] and answers[1]["total"] and answers[2]["error"] and answers[3]["error"]


def test_commands_refuse_nonsense() -> None:
    for arguments in (["x", "--filter=color=red"], ["x", "--size=1000"], ["x", "--filter=topic"]):
        with pytest.raises(CommandError):
            call_command("search_query", *arguments)


def test_check_command_is_content() -> None:
    out = StringIO()
    call_command("search_check", stdout=out)
    assert "0 missing, 0 stale, 0 phantom, 0 waiting" in out.getvalue()
