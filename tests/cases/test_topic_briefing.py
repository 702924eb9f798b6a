"""Briefing of a topic: the editors' text, else what its cases came to, and which to read first."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cases.models import Case, CaseStudyPage, Topic
from cases.models.indicator import Measurement
from cases.records.skos.reading import read_skos
from cases.records.skos.writing import write_skos
from cases.selectors.concept_record import thesaurus_file
from cases.selectors.public_lists import cases_of_topic, topic_counts
from cases.selectors.topic_briefing import TopicBriefing, topic_briefing
from cases.selectors.topics import descendants, preferred_tree
from cases.services.imports.thesaurus import import_thesaurus
from tests.cases.admin.test_admin import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
TEXTS = {"fa": "از تفکیک در خانه آغاز کنید.", "en": "Begin with <b>separation</b> at home.\n\nThen collect."}


def soup(address: str) -> BeautifulSoup:
    answer = Client().get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def drawn(code: str, language: str = "en") -> TopicBriefing:
    return topic_briefing(cases_of_topic(code, 1, 200).codes, descendants(code, preferred_tree()), language)


def outcomes(code: str) -> dict[str, str]:
    filed = CaseStudyPage.objects.live().filter(topics__code__in=descendants(code, preferred_tree()))
    return dict(filed.values_list("case__code", "outcome"))


@pytest.mark.parametrize("code", ["waste", "mobility", "water"])
def test_the_outcomes_of_all_cases_are_counted_once_and_lead_to_them(code: str) -> None:
    known = outcomes(code)
    found = {one.code: one.number for one in drawn(code).outcomes}
    assert found == {outcome: list(known.values()).count(outcome) for outcome in set(known.values())}
    for link in soup(f"/en/topics/{code}/").select(".briefing .facts a"):
        listed = soup(f"/en/search/{link['href'].split('/')[-1]}")
        total = listed.select_one(".results__total")
        assert total is not None and total.text.split() == link.text.split()


def test_what_works_is_drawn_from_what_reached_its_goal_and_what_fails_from_what_did_not() -> None:
    known, found = outcomes("waste"), drawn("waste")
    assert found.works and found.fails
    assert [known[point.code] for point in found.works] == ["reached", "reached", "partly"]
    assert {known[point.code] for point in found.fails} == {"missed"}
    case = Case.objects.get(code=found.works[0].code)
    page = case.pages.get(locale__language_code="en")
    assert str(found.works[0].text) == page.results_points.raw_data[0]["value"]["text"]["en"]
    assert str(found.fails[0].text) != str(found.works[0].text)


def test_the_cases_to_read_first_came_out_differently_and_have_most_measured_values() -> None:
    known, first = outcomes("mobility"), drawn("mobility").first
    assert [known[code] for code in first] == ["reached", "missed", "partly"]

    def measured(code: str) -> int:
        return Measurement.objects.filter(indicator__case__code=code, kind="measured").count()

    for code in first:
        assert measured(code) == max(measured(other) for other in known if known[other] == known[code])


def test_costs_are_a_range_of_totals_alone() -> None:
    found = drawn("mobility").cost
    assert found is not None and found.cases >= 2 and "US$" in found.least
    pages = CaseStudyPage.objects.filter(case__code__in=outcomes("mobility"))
    pages.update(cost_kind="unit")
    assert drawn("mobility").cost is None


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_text_of_editors_stands_in_place_of_what_is_drawn(language: str) -> None:
    drawn_first = soup(f"/{language}/topics/waste/")
    assert drawn_first.select(".briefing__sides li") and drawn_first.select(".briefing__note")
    Topic.objects.filter(code="waste").update(briefing=TEXTS)
    page = soup(f"/{language}/topics/waste/")
    text = page.select_one(".briefing__text")
    assert text is not None and text["lang"] == (language if language in TEXTS else "en") and text["dir"] == "auto"
    assert not page.select(".briefing__sides") and not text.select("b")
    assert ("<b>" in text.text) == (language != "fa"), "what looks like HTML is text"
    assert page.select(".briefing .facts") and page.select(".briefing__first li")


def test_a_keeper_writes_it_in_three_languages() -> None:
    client, topic = client_of("taxonomy keeper"), Topic.objects.get(code="waste")
    form = BeautifulSoup(client.get(f"/admin/topic/edit/{topic.pk}/").content, "html.parser")
    assert [field["name"] for field in form.select("[name^=briefing_]")] == [
        "briefing_fa",
        "briefing_en",
        "briefing_ar",
    ]
    sent: dict[str, Any] = {
        field["name"]: field.get("value") or field.text.strip() for field in form.select("input[type=text], textarea")
    }
    sent |= {"parent": "", "briefing_fa": TEXTS["fa"], "briefing_en": TEXTS["en"], "briefing_ar": ""}
    assert client.post(f"/admin/topic/edit/{topic.pk}/", sent).status_code == 302
    topic.refresh_from_db()
    assert {language: text.replace("\r", "") for language, text in topic.briefing.items()} == TEXTS
    longer = client.post(f"/admin/topic/edit/{topic.pk}/", {**sent, "briefing_en": "x" * 4001})
    assert longer.status_code == 200 and b"4000" in longer.content
    assert client_of("plain").post(f"/admin/topic/edit/{topic.pk}/", {**sent, "briefing_en": "no"}).status_code != 200
    topic.refresh_from_db()
    assert topic.briefing["en"].startswith("Begin")


@pytest.mark.parametrize("kind", ["json", "turtle", "xml"])
def test_it_travels_with_the_thesaurus(kind: str, tmp_path: Any) -> None:
    Topic.objects.filter(code="waste").update(briefing=TEXTS)
    if kind == "json":
        call_command("export_thesaurus", tmp_path / "out.json")
        content = (tmp_path / "out.json").read_bytes()
        written = {concept["code"]: concept for concept in json.loads(content)["concepts"]}
        assert written["waste"]["briefing"] == TEXTS and "briefing" not in written["water"]
    else:
        content = write_skos(thesaurus_file(), "https://example.org", kind)
        assert {one.code: one.briefing for one in read_skos(content, []).concepts}["waste"] == TEXTS
    Topic.objects.filter(code="waste").update(briefing={})
    assert import_thesaurus(content, force=True).counts["updated"] >= 1  # SKOS knows no order of other words
    assert Topic.objects.get(code="waste").briefing == TEXTS


def test_the_api_gives_it_in_the_language_asked_for() -> None:
    Topic.objects.filter(code="waste").update(briefing=TEXTS)
    pages = [Client().get(f"/api/v1/topics?lang=fa&size=100&page={page}").json()["topics"] for page in (1, 2)]
    topics = {one["code"]: one for page in pages for one in page}
    assert topics["waste"]["briefing"] == TEXTS["fa"] and topics["water"]["briefing"] is None


def test_nothing_of_a_private_case_is_in_it() -> None:
    for page in CaseStudyPage.objects.filter(case__code__in=outcomes("waste")):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    page = soup("/en/topics/waste/")
    assert not page.select(".briefing li") and not page.select(".briefing .facts a")


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_a_topic_without_cases_asks_for_one(language: str, settings: Any) -> None:
    settings.CONTACT_EMAIL = "office@example.org"
    empty = next(code for code in preferred_tree() if not topic_counts().get(code))
    page = soup(f"/{language}/topics/{empty}/")
    asked = {"fa": "شما تجربه‌ای دارید؟", "en": "do you have one?", "ar": "هل لديكم تجربة؟"}[language]
    section = page.select_one("section[aria-labelledby=cases-title]")
    assert section is not None and asked in section.text and section.select("a[href='mailto:office@example.org']")
    assert not page.select(".briefing") and not page.select(".downloads")
    settings.CONTACT_EMAIL, settings.PAGE_CACHE_MB = "", 0
    section = soup(f"/{language}/topics/{empty}/").select_one("section[aria-labelledby=cases-title]")
    none = {"fa": "هنوز هیچ تجربه‌ای نیست.", "en": "None yet.", "ar": "لا شيء بعد."}[language]
    assert section is not None and none in section.text and "؟" not in section.text and "?" not in section.text


@pytest.mark.parametrize("address", ["topics/waste/", "cities/tehran/"])
@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_cases_of_a_page_are_there_as_files(address: str, language: str) -> None:
    page = soup(f"/{language}/{address}")
    facet = "topic=waste" if "topics" in address else "city=tehran"
    links = [str(link["href"]) for link in page.select(".downloads a")]
    kinds = ("csv", "xlsx", "json", "geojson")
    assert links == [f"/{language}/download/cases.{kind}?{facet}" for kind in kinds]
    answer: Any = Client().get(links[2])
    taken = len(json.loads(b"".join(answer.streaming_content))["cases"])
    listed = page.select_one("section[aria-labelledby=cases-title]")
    assert listed is not None and taken == len(listed.select(".card")) > 5


def test_words_people_type_are_not_printed() -> None:
    html = soup("/en/topics/waste/").select_one("main")
    assert html is not None
    typed = Topic.objects.get(code="waste").labels.filter(kind="alternative").values_list("text", flat=True)
    assert "garbage" in {text.lower() for text in typed} and "Also found by" not in html.text


def test_the_page_takes_few_queries() -> None:
    Client().get("/en/topics/mobility/")
    with CaptureQueriesContext(connection) as captured:
        soup("/en/topics/mobility/")
    assert len(captured) <= 16
