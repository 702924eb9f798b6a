"""The views of the catalogue in a real browser: pins, the list beside them, the sheet of filters on a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from . import axe
from .conftest import Site

LANGUAGES = ["fa", "en", "ar"]
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
BELOW_THE_FOOTER = """() => document.documentElement.scrollHeight
  - document.querySelector('.site-footer').getBoundingClientRect().bottom - scrollY"""
# Words of tiles that the sign of the city lies over.
COVERED = """() => [...document.querySelectorAll('.tile:has(circle)')].flatMap((tile) => {
  const sign = tile.querySelector('circle').getBoundingClientRect(), words = document.createRange();
  words.selectNodeContents(tile.querySelector('.tile__figure') ?? tile.querySelector('circle'));
  const meets = (line) => line.right > sign.left && sign.right > line.left
    && line.bottom > sign.top && sign.bottom > line.top;
  return [...words.getClientRects()].some(meets) ? [tile.textContent.trim()] : [];
})"""


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_list_keeps_in_step_with_the_window_of_the_map(open_page: Any, language: str) -> None:
    page = open_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    axe.watch(page)
    page.goto(f"/{language}/search/")
    page.locator("#view-map").click()
    expect(page.locator(".case-map__pane .pin").first).to_be_visible()
    items = page.locator(".map-item:visible")
    total = page.locator(".map-item").count()
    assert total >= 52
    expect(items).to_have_count(total)
    page.locator(".case-map__jumps button").nth(1).click()  # Europe and Western Asia
    expect(page.locator(".map-item:visible", has_text="کیپ‌تاون" if language == "fa" else "Cape Town")).to_have_count(0)
    shown = items.count()
    assert 20 < shown < total
    digits = "۰۱۲۳۴۵۶۷۸۹" if language == "fa" else "0123456789"
    said = re.findall(r"\d+", page.locator("#in-window").inner_text())
    assert said == ["".join(digits[int(digit)] for digit in str(number)) for number in (shown, total)]
    page.locator(".case-map__jumps button").first.click()
    expect(items).to_have_count(total)
    # Where a pin lies is what a map says (the exception of WCAG 2.5.8), and all are in the list beside.
    assert [found for found in axe.violations(page) if found[0] != "target-size"] == []


def test_a_pin_is_opened_by_the_keyboard_and_shows_its_case(page: Page) -> None:
    page.goto("/en/search/?city=helsinki&view=map")
    pin = page.locator(".outcome-mark")
    expect(pin).to_have_attribute("aria-label", re.compile(r"Housing First.* – Helsinki – Goal partly reached"))
    box = pin.bounding_box()
    assert box and min(box["width"], box["height"]) >= 24, "a finger needs as much (WCAG 2.5.8)"
    pin.focus()
    page.keyboard.press("Enter")
    card = page.locator(".case-map__card article")
    expect(card).to_contain_text("Goal partly reached")
    card.locator("a").first.click()
    expect(page).to_have_url(re.compile("/en/cases/helsinki"))


def test_a_filter_leaves_the_map_a_map(page: Page, site: Site) -> None:
    waste = site.cases("topic=waste")  # other journeys publish cases of it
    assert waste >= 8
    page.goto("/en/search/?view=map")
    page.locator("#f-topic-waste").click()
    expect(page).to_have_url(re.compile("topic=waste&view=map"))
    expect(page.locator(".map-item:visible")).to_have_count(waste)
    expect(page.locator(".case-map__pane")).to_have_count(1)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_filters_are_a_sheet_on_a_phone(page: Page, site: Site, language: str) -> None:
    waste = str(site.cases("topic=waste"))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/{language}/search/")
    summary = page.locator("#filters > summary")
    summary.click()
    page.locator("#f-topic-waste").click()
    done = page.locator("[data-done]")
    expect(done).to_contain_text(waste.translate(PERSIAN) if language == "fa" else waste)
    expect(done).to_be_in_viewport()  # the sheet stays open while choices are made
    done.click()
    expect(page.locator("#f-topic-waste")).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.keyboard.press("Escape")
    expect(page.locator("#f-topic-waste")).to_be_hidden()


@pytest.mark.parametrize("view", ["list", "map", "table"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_narrow_page_does_not_scroll_sideways(open_page: Any, view: str, language: str) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, bypass_csp=True)
    axe.watch(page)
    page.goto(f"/{language}/search/?q=water&view={view}")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    assert axe.violations(page) == []


def test_the_filters_are_skipped_by_the_keyboard(page: Page) -> None:
    page.goto("/en/search/?topic=waste")
    page.locator("form.search-form button").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".past-filters a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_be_focused()


@pytest.mark.parametrize("view", ["list", "map", "table"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_lies_below_the_footer(page: Page, view: str, language: str) -> None:
    page.goto(f"/{language}/search/?view={view}")
    if view == "map":
        expect(page.locator(".case-map__pane .pin").first).to_be_visible()
    assert page.evaluate(BELOW_THE_FOOTER) <= 1


@pytest.mark.parametrize("query", ["", "&q=bus"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_fits_a_desk_and_shows_on_a_phone_that_it_scrolls(page: Page, language: str, query: str) -> None:
    page.goto(f"/{language}/search/?view=table{query}")
    frame = page.locator(".table-scroll")
    assert frame.evaluate("(frame) => frame.scrollWidth - frame.clientWidth") <= 0
    title, choice = (page.locator(f".cases-table tbody th {name}").first for name in ("a", ".compare-choice"))
    over, under = title.bounding_box(), choice.bounding_box()
    assert over and under and under["y"] >= over["y"] + over["height"] - 1, "a line of its own"
    weights = [int(one.evaluate("(node) => getComputedStyle(node).fontWeight")) for one in (title, choice)]
    assert weights[0] > weights[1]
    page.set_viewport_size({"width": 360, "height": 740})
    assert frame.evaluate("(frame) => frame.scrollWidth - frame.clientWidth") > 0
    assert "gradient" in frame.evaluate("(frame) => getComputedStyle(frame).backgroundImage")
    frame.focus()
    expect(frame).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_without_an_end_does_not_widen_the_page(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for query in ("a" * 300, f"water city:{'b' * 300}", f"bus&page={'9' * 300}", f"bus&topic={'c' * 300}"):
        page.goto(f"/{language}/search/?q={query}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, query[:20]


def test_a_query_of_blanks_is_no_query(page: Page) -> None:
    page.goto("/en/search/")
    title, total = page.title(), page.locator(".results__total").inner_text()
    page.goto("/en/search/?q=%20%20")
    assert (page.title(), page.locator(".results__total").inner_text()) == (title, total)
    expect(page.locator("#q")).to_have_value("")


@pytest.mark.parametrize("place", ["", "search/", "search/?q=bus"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_of_a_city_covers_a_word(page: Page, language: str, place: str) -> None:
    page.goto(f"/{language}/{place}")
    for width in (1280, 900, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(COVERED) == [], width


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_choices_sound_alike(page: Page, language: str) -> None:
    page.goto(f"/{language}/search/")
    names = [" ".join(name.split()) for name in page.locator(".facet li > a").all_text_contents()]
    assert len(names) > 100 and [name for name in names if names.count(name) > 1] == []
    state = {"fa": "کشور: سنگاپور", "en": "Country: Singapore", "ar": "البلد: سنغافورة"}[language]
    assert any(name.startswith(state) for name in names)
    header, switch = page.locator(".site-nav a[href*='view=map']"), page.locator("#view-map")
    assert header.evaluate("(link) => link.href") == switch.evaluate("(link) => link.href")
