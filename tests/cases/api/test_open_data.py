"""Cases, cities and topics as the public API gives them."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cases.models import Case, CaseStudyPage, City, Indicator, Measurement
from cases.models.localized_text import resolve
from cases.selectors.case_detail import case_detail
from cases.selectors.open_data.cases import open_cases
from tests.bench.fill import fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]
MOST_BYTES = 300_000
MOST_QUERIES = 12


def get(url: str, status: int = 200) -> Any:
    answer = Client().get(f"/api/v1/{url}")
    assert answer.status_code == status, answer.content[:300]
    return answer.json()


def walk(url: str) -> list[Any]:
    """Codes of all cases that `next` leads to."""
    found: list[str] = []
    address: str | None = f"/api/v1/{url}"
    while address:
        answer = Client().get(address).json()
        found += [case["code"] for case in answer["cases"]]
        address = answer["next"] and answer["next"].removeprefix("http://testserver")
    return found


def test_next_leads_through_all_public_cases_in_the_order_of_their_codes() -> None:
    codes = sorted(Case.objects.values_list("code", flat=True))
    assert walk("cases?size=20") == walk("cases?size=100&lang=en") == codes
    assert walk("cases?page=3&size=20") == codes[40:]
    assert get("cases?size=7")["total"] == len(codes)
    assert get("cases?page=999")["cases"] == []


def test_a_case_says_all_that_is_known_of_it() -> None:
    pages = CaseStudyPage.objects.filter(locale__language_code="fa", cost_kind="unit", cost_year__isnull=False)
    page = pages.order_by("pk")[0]
    case = get(f"cases/{page.case.code}?lang=fa")
    assert case["title"] == {"text": page.title, "language": "fa"}
    assert case["brief"] == {"text": page.brief["fa"], "language": "fa"}
    assert case["place"]["city"]["slug"] == page.city.slug
    assert (case["place"]["latitude"], case["place"]["longitude"]) == (page.city.latitude, page.city.longitude)
    assert (case["status"], case["outcome"]["goal"]) == (page.status, page.outcome)
    assert case["outcome"]["reason"]["text"] == page.outcome_reason["fa"]
    cost = case["cost"]
    assert (cost["amount"], cost["currency"], cost["kind"]) == (page.cost_amount, page.cost_currency, "unit")
    assert cost["basis"]["text"] == page.cost_basis["fa"]
    assert cost["planned"] is page.cost_planned and cost["date"]["year"] == page.cost_year
    assert {source["title"] for source in case["sources"]} == {block.value["title"] for block in page.sources}
    for name in ("results", "limits", "conditions"):
        written = [resolve(block.value["text"], "fa").text for block in getattr(page, f"{name}_points")]
        assert [point["text"] for point in case["points"][name]] == written
    assert case["licence"]["code"] == "CC-BY-4.0"
    assert case["licence"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {one["language"] for one in case["languages"]} == {"fa", "en", "ar"}
    assert all(
        Client().get(one["url"].removeprefix("http://testserver")).status_code == 200 for one in case["languages"]
    )


def test_every_value_of_every_indicator_is_there_with_its_kind_and_date() -> None:
    cases = [get(f"cases/{code}") for code in walk("cases")]
    values = [one for case in cases for figure in case["indicators"] for one in figure["measurements"]]
    assert len(values) == Measurement.objects.count()
    assert sum(len(case["indicators"]) for case in cases) == Indicator.objects.count()
    kinds = [one["kind"] for one in values]
    assert {"measured", "estimated"} <= set(kinds)
    assert any(one["known"] and one["known"]["calendar"] == "jalali" for one in values)


def test_a_list_of_up_to_twenty_is_in_full_and_a_longer_one_in_short() -> None:
    full, short = get("cases?size=20&lang=fa"), get("cases?size=100&lang=fa")
    assert full["in_full"] and not short["in_full"]
    assert full["cases"][0] == get(f"cases/{full['cases'][0]['code']}?lang=fa")
    assert "points" not in short["cases"][0] and short["cases"][0]["indicators"]


@pytest.mark.parametrize(
    ("query", "belongs"),
    [
        ("city=tehran", lambda case: case["place"]["city"]["slug"] == "tehran"),
        ("country=IR&country=KR", lambda case: case["place"]["country"]["code"] in ("IR", "KR")),
        ("status=discontinued", lambda case: case["status"] == "discontinued"),
        ("outcome=missed&outcome=partly", lambda case: case["outcome"]["goal"] in ("missed", "partly")),
        ("language=en", lambda case: "en" in {one["language"] for one in case["languages"]}),
        ("city=tehran&status=running", lambda c: c["place"]["city"]["slug"] == "tehran" and c["status"] == "running"),
    ],
)
def test_filters_narrow_to_those_that_belong(query: str, belongs: Any) -> None:
    every = {code: get(f"cases/{code}") for code in walk("cases?size=100")}
    wanted = [code for code, case in every.items() if belongs(case)]
    assert wanted and walk(f"cases?size=5&{query}") == wanted


def test_a_topic_means_those_below_it_as_well() -> None:
    topics = {topic["code"]: topic for topic in walk_topics()}
    assert len(walk("cases?topic=mobility")) == topics["mobility"]["cases"] > 0
    below = [code for code, topic in topics.items() if topic["broader"] == "mobility" and topic["cases"]]
    assert set(walk(f"cases?topic={below[0]}")) < set(walk("cases?topic=mobility"))


def walk_topics() -> list[Any]:
    return [topic for page in (1, 2, 3) for topic in get(f"topics?size=100&lang=en&page={page}")["topics"]]


@pytest.mark.parametrize(
    "query",
    ["city=atlantis", "country=ir", "status=x", "outcome=x", "language=tr", "topic=x", "lang=xx", "size=101", "page=0",
     "size=0", "page=100000000000000000000", "size=x"],
)  # fmt: skip
def test_what_there_is_not_is_refused_in_a_sentence(query: str) -> None:
    assert get(f"cases?{query}", 422)["detail"]


def answers_about(code: str) -> tuple[int, bytes]:
    answer = Client().get(f"/api/v1/cases/{code}")
    return answer.status_code, answer.content


def test_what_no_name_may_hold_is_not_there() -> None:
    assert answers_about("%00") == answers_about("XXX-9999")
    assert get("cities/%00", 404) and get("cases?city=%00", 422)


def hide(pages: Any, how: str) -> None:
    for page in pages:
        if how == "withdrawn":
            page.unpublish()
        elif how == "private":
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        else:
            page.delete()


@pytest.mark.parametrize("how", ["withdrawn", "private", "deleted"])
def test_a_case_that_is_not_public_is_as_one_that_is_not_there(how: str) -> None:
    page = CaseStudyPage.objects.filter(city__slug="ahmedabad")[0]
    code, city = page.case.code, page.city.slug
    before = get("cases?size=100")["total"]
    assert get(f"cases/{code.lower()}") and get(f"cities/{city}")
    hide(CaseStudyPage.objects.filter(case=page.case), how)
    assert answers_about(code) == answers_about("XXX-9999")
    assert answers_about(code)[0] == 404
    assert code not in walk("cases?size=100") and get("cases?size=100")["total"] == before - 1
    missing = Client().get("/api/v1/cities/atlantis")
    answer = Client().get(f"/api/v1/cities/{city}")
    assert (answer.status_code, answer.content) == (missing.status_code, missing.content)
    assert city not in [one["slug"] for one in get("cities?size=100")["cities"]]


def test_words_of_a_draft_or_for_editors_are_not_given() -> None:
    page = CaseStudyPage.objects.filter(locale__language_code="en")[0]
    page.title, page.brief = "Zygomorphia", {"en": "Zygomorphia"}
    page.save_revision()
    Case.objects.filter(pk=page.case_id).update(editor_note="Zygomorphia", unverified=["Zygomorphia"])
    City.objects.filter(pk=page.city_id).update(contact_name="Zygomorphia", contact_email="z@zygomorphia.org")
    urls = (f"cases/{page.case.code}?lang=en", "cases?lang=en", f"cities/{page.city.slug}", "cities")
    assert not any("zygomorphia" in json.dumps(get(url)).lower() for url in urls)


def test_cities_say_where_they_are_and_how_many_cases_they_have() -> None:
    cities = get("cities?size=100&lang=en")["cities"]
    assert sum(city["cases"] for city in cities) == Case.objects.count()
    tehran = next(city for city in cities if city["slug"] == "tehran")
    assert tehran == get("cities/tehran?lang=en")
    assert (tehran["name"], tehran["country"]["code"], round(tehran["latitude"])) == ("Tehran", "IR", 36)
    City.objects.filter(slug="tehran").update(population_year=None)
    assert get("cities/tehran")["population"] is None, "a figure without its year says nothing"


def test_an_answer_of_a_hundred_is_bounded_whatever_the_cases_hold() -> None:
    fill(120)
    long = "آزمون بلندترین " * 40
    CaseStudyPage.objects.update(
        title=long[:255], brief={"fa": long[:160]}, outcome_reason={"fa": long[:400]}, cost_note={"fa": long * 9}
    )
    Indicator.objects.update(name={"fa": long})
    for size in (20, 100):
        answer = Client().get(f"/api/v1/cases?size={size}&lang=fa")
        assert len(answer.json()["cases"]) == size
        assert len(answer.content) <= MOST_BYTES, size


def test_queries_do_not_grow_with_the_cases() -> None:
    urls = ["cases?size=5", "cases?size=20", "cases?size=100", "cases?topic=mobility&size=50", "cities", "topics"]
    for url in urls:
        get(url)
    counted = {}
    for url in urls:
        with CaptureQueriesContext(connection) as captured:
            get(url)
        counted[url] = len(captured)
    assert counted["cases?size=5"] == counted["cases?size=20"] == counted["cases?size=100"] <= MOST_QUERIES
    assert max(counted.values()) <= MOST_QUERIES, counted


@pytest.mark.usefixtures("starter")
def test_a_source_has_one_number_on_the_page_and_in_the_data() -> None:
    pages = {page.case.code: page for page in CaseStudyPage.objects.filter(locale__language_code="en")}
    for data in open_cases(sorted(pages), "en", ""):
        detail = case_detail(pages[data["code"]])
        assert [source["title"] for source in data["sources"]] == [source.title for source in detail.sources]
        assert [source["number"] for source in data["sources"]] == [source.number for source in detail.sources]
        numbered = {source["number"]: source["title"] for source in data["sources"]}
        cited = {source.title for source in detail.cited}
        for indicator in data["indicators"]:
            assert indicator["source"] is None or numbered[indicator["source"]] in cited, data["code"]
