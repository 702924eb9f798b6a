"""One catalogue in three views: the same cases, filters and address as a list, on a map and in a table."""

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, CaseStudyPage, City
from cases.selectors.key_figures import key_figures
from search.answer.service import search
from search.params import MAP, SIZES, TABLE, VIEWS, SearchParams

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]
SEARCH = "q=bus&region=034&sort=title"


def soup(query: str, language: str = "en") -> BeautifulSoup:
    answer = Client().get(f"/{language}/search/?{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def cases(page: BeautifulSoup, view: str) -> list[str]:
    chosen = {
        "list": ".results__list > .cards .card__title a",
        "map": ".case-map__list > ol:first-of-type .map-item__title",
        "table": ".cases-table tbody th > a:first-child",
    }[view]
    return [link["href"] for link in page.select(chosen)]


@pytest.mark.parametrize("query", ["", "q=water", "status=running&sort=title", SEARCH])
@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_view_shows_the_same_cases_in_the_same_order(query: str, language: str) -> None:
    shown = {view: cases(soup(f"{query}&view={view}", language), view) for view in VIEWS}
    assert shown["map"][:20] == shown["list"][:20] == shown["table"][:20]
    assert shown["list"]


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_a_link_to_results_says_how_many_and_which(language: str) -> None:
    page = soup("q=water", language)
    said = {one["property"]: one["content"] for one in page.select('meta[property^="og:"]')}
    found = search(SearchParams(q="water", language=language))
    assert said["og:title"] == "water"
    assert said["og:description"].startswith(page.select_one(".results__total").get_text(" ").split()[0])  # type: ignore[union-attr]
    assert found.hits[0].card.title[:60] in said["og:description"]
    nothing = soup("q=%3Cb%3Eqqqqzz&exact=1")
    assert 'content="&lt;b&gt;qqqqzz"' in str(nothing)


@pytest.mark.parametrize("view", VIEWS)
def test_the_ways_from_view_to_view_keep_what_was_asked(view: str) -> None:
    page = soup(f"{SEARCH}&view={view}")
    ways = {link["id"]: link for link in page.select(".views a")}
    assert list(ways) == [f"view-{each}" for each in VIEWS]
    assert [name for name, link in ways.items() if link.get("aria-current")] == [f"view-{view}"]
    for each in VIEWS:
        expected = "?q=bus&region=034&sort=title" + (f"&view={each}" if each != "list" else "")
        assert ways[f"view-{each}"]["href"] == expected
    kept = f"view={view}"
    choices = [unescape(link["href"]) for link in page.select(".facet a")]
    assert choices and all((kept in address) == (view != "list") for address in choices)
    hidden = page.select("form.search-form input[name=view]")
    assert [one["value"] for one in hidden] == ([] if view == "list" else [view])


def test_a_long_search_changes_its_view_by_buttons() -> None:
    page = soup(f"q={'waste+' * 80}&view=table&status=running")
    button = page.select_one("#view-map")
    assert button is not None and (button.name, button["name"], button["value"]) == ("button", "view", "map")
    assert page.select_one("#same-search input[name=view]")["value"] == "table"  # type: ignore[index]
    moved = soup(f"q={'waste+' * 80}&status=running&view=table&view=map")  # as the browser sends it
    assert moved.select_one("#view-map")["aria-current"] == "true"  # type: ignore[index]


def test_a_view_there_is_not_is_named_and_a_list_is_shown() -> None:
    page = soup("view=%3Cb%3Eglobe")
    assert "There is no view" in page.select_one(".notice").text  # type: ignore[union-attr]
    assert cases(page, "list")


def test_pages_are_as_long_as_the_view_has_room() -> None:
    for view in VIEWS:
        params = SearchParams.from_query(Client().get(f"/en/search/?view={view}").wsgi_request.GET, "en")
        assert params.size == SIZES[view]
        assert len(cases(soup(f"view={view}"), view)) == min(52, SIZES[view])


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_table_is_one_for_those_who_hear_it(language: str) -> None:
    page = soup("q=water&view=table&sort=title", language)
    region = page.select_one(".table-scroll")
    assert region is not None and region["tabindex"] == "0" and region["role"] == "region"
    caption = page.select_one("caption")
    assert caption is not None and region["aria-labelledby"] == caption["id"] and caption.text.strip()
    heads = page.select(".cases-table thead th")
    assert len(heads) == 7 and all(head["scope"] == "col" for head in heads)
    assert [head.get("aria-sort") for head in heads][:3] == ["ascending", None, None]
    assert all(head["scope"] == "row" for head in page.select(".cases-table tbody th"))


def test_the_csv_of_a_table_holds_its_cases() -> None:
    page = soup(f"{SEARCH}&view=table")
    link: Any = page.select_one(".table-export a")
    assert link["href"] == "/en/download/cases.csv?q=bus&region=034&sort=title"
    answer: Any = Client().get(link["href"])
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))[1:]
    assert [row[1] for row in rows] == [one.text for one in page.select(".cases-table tbody th > a:first-child")]


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_pin_is_a_link_named_with_case_city_and_outcome(language: str) -> None:
    page = soup("view=map", language)
    found = search(SearchParams(language=language, size=100)).hits
    named = {link["aria-label"]: link for link in page.select(".case-map__figure--world a")}
    for hit in found:
        card = hit.card
        link = named[f"{card.title} – {card.city} – {card.outcome_label}"]
        assert link["href"] == card.url
        assert link.select_one(f".outcome-pin--{card.outcome}[href='#pin-{card.outcome}']")
    assert len(named) == len(found) == 52
    legend = [sign["href"] for sign in page.select(".case-map__key use")]
    assert legend == ["#pin-reached", "#pin-partly", "#pin-missed", "#pin-unknown"]
    assert all(page.select_one(sign) for sign in legend)


def test_europe_is_drawn_larger_and_the_americas_whole() -> None:
    page = soup("view=map")
    europe = {link["href"] for link in page.select(".case-map__figure--europe a")}
    names = {text.text for text in page.select(".case-map__figure--europe text")}
    assert len(europe) > 15 and {"London", "Vienna", "Madrid", "Tehran", "Helsinki"} <= names
    world = page.select_one(".case-map__figure--world svg")
    assert world is not None and world["viewbox"] == "0 0 360 143"
    left = min(float(use["x"]) for use in world.select("use"))
    assert left > 60, "west of the westernmost case there is all of Alaska"


def test_a_city_without_a_position_is_listed_and_said_not_to_be_on_the_map() -> None:
    City.objects.filter(slug="vienna").update(latitude=None, longitude=None)
    page = soup("view=map&city=vienna")
    (item,) = page.select(".map-item")
    assert not page.select(".case-map__figure--world a") and "not on the map" in item.text
    assert not item.has_attr("data-latitude")


def test_a_map_of_what_is_only_close_in_meaning_has_its_pins_hollow() -> None:
    page = soup("q=nobody+can+breathe+downtown&view=map")
    pins = page.select(".case-map__figure--world use")
    assert pins and all("outcome-pin--near" in pin["class"] for pin in pins)


def test_rows_say_place_years_outcome_cost_and_one_figure() -> None:
    case = Case.objects.get(import_id="indore-segregated-waste-collection")
    for language, said in {"en": "Goal reached", "fa": "به هدف رسید"}.items():
        page = soup("city=indore", language)
        (card,) = page.select(".results__list > .cards .card")
        assert said in card.text and card.select_one(".card__cost")
        figure = key_figures([case.code], language)[case.code]
        shown = re.sub(r"\s+", " ", card.select_one(".card__figure").text)  # type: ignore[union-attr]
        assert str(figure.name) in shown and figure.first in shown and figure.latest in shown
        assert figure.unit in shown and figure.how in shown and figure.when in shown


def test_a_figure_whose_kind_nobody_stated_says_so() -> None:
    case = Case.objects.get(import_id="indore-segregated-waste-collection")
    for indicator in case.indicators.all():
        indicator.measurements.update(kind="")
    (card,) = soup("city=indore").select(".results__list > .cards .card")
    assert "kind not stated" in card.text


def test_the_passage_that_matched_is_labelled_with_its_section() -> None:
    for view, passage in (("list", ".card__snippet"), ("table", ".cases-table__passage")):
        page = soup(f"q=archaeology&view={view}")
        found = page.select(passage)
        assert found and all(one.select_one(".card__section").text.strip().endswith(":") for one in found)  # type: ignore[union-attr]
        assert all(one.select_one("mark") for one in found)


@pytest.mark.parametrize("view", [MAP, TABLE])
def test_a_withdrawn_case_is_in_no_view(view: str) -> None:
    pages = CaseStudyPage.objects.filter(case__import_id="vienna-social-housing")
    page = pages.get(locale__language_code="en")
    assert page.url in cases(soup(f"city=vienna&view={view}"), view)
    for one in pages:
        one.unpublish()
    assert page.url not in soup(f"city=vienna&view={view}").decode()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_takes_the_same_number_of_queries_whatever_it_shows(view: str) -> None:
    def once(query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(f"/en/search/?{query}").status_code == 200
        return len(captured)

    def count(query: str) -> int:
        """Least of four: what a process remembers for seconds is read again meanwhile, on a slow machine."""
        return min(once(query) for _turn in range(4))

    assert count(f"view={view}") <= 12
    assert count(f"view={view}") <= count(f"view={view}&city=vienna") + 1


def test_the_filters_can_be_skipped_and_closed_where_they_lie_over_the_results() -> None:
    page = soup("topic=waste")
    skip = page.select_one(".past-filters a")
    assert skip is not None and page.select_one(str(skip["href"]))["tabindex"] == "-1"  # type: ignore[index]
    names = [node.get("id") or node.get("class") for node in page.select(".past-filters, #filters, #found")]
    assert names == [["past-filters"], "filters", "found"]
    done = page.select_one(".filters__done a")
    assert done is not None and done["href"] == "?topic=waste" and re.search(r"Show \d+ cases", done.text)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_topics_are_ordered_by_count_while_something_is_searched(language: str) -> None:
    def levels(query: str) -> list[list[int]]:
        facet = soup(query, language).select_one(".facet--tree")
        assert facet is not None
        counts = []
        for group in facet.select("ul"):
            items = list(group.find_all("li", recursive=False))
            counts.append([_number(item.find(class_="count").text) for item in items])
        return counts

    searched, browsed = levels("q=city"), levels("")
    assert all(level == sorted(level, reverse=True) for level in searched)
    assert any(level != sorted(level, reverse=True) for level in browsed), "the thesaurus has an order of its own"


def _number(text: str) -> int:
    return int(text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")))


def test_a_page_there_is_not_is_the_last_one_and_says_so() -> None:
    page = soup("page=99")
    assert "this is the last" in page.select_one(".notice").text and cases(page, "list")  # type: ignore[union-attr]
    assert page.select_one(".pager span").text == "Page 3 of 3"  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_that_nothing_was_found_is_said_once(language: str) -> None:
    page = soup("q=zzqxvkjw", language)
    total = page.select_one(".results__total")
    assert total is not None and "zzqxvkjw" in total.text
    main = page.select_one("main")
    heading = str(total.contents[0]).strip()
    assert main is not None and heading and main.text.count(heading) == 1
    assert "0 " not in total.text and not page.select(".empty h2")


@pytest.mark.parametrize(
    "query", ["q=", "q=+++", "q=%E2%80%8C", "q=" + "x" * 300, "q=" + "پ" * 300, "topic=none&city=none"]
)
def test_blank_endless_and_unknown_are_answered(query: str) -> None:
    for view in VIEWS:
        assert soup(f"{query}&view={view}").select_one(".results__total")
