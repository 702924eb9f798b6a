"""What people come for, in a real browser."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import Site


@pytest.mark.parametrize(
    ("start", "word", "topic", "title", "other", "other_title"),
    [
        ("/fa/", "پسماند", "تفکیک از مبدأ", "شهر بدون مخزن زباله", "en", "Bin-free city"),
        ("/en/", "waste", "Separation at source", "Bin-free city", "fa", "شهر بدون مخزن زباله"),
        ("/ar/", "النفايات", "الفرز من المصدر", "مدينة بلا حاويات", "en", "Bin-free city"),
    ],
    ids=["fa", "en", "ar"],
)
def test_search_filter_case_other_language(
    page: Page, start: str, word: str, topic: str, title: str, other: str, other_title: str
) -> None:
    page.goto(start)
    page.locator("#q").fill(word)
    page.locator("#q").press("Enter")
    before = page.locator(".results__total").inner_text()
    page.locator(".facet a", has_text=topic).first.click()
    assert page.locator(".results__total").inner_text() != before
    page.go_back()
    assert page.locator(".results__total").inner_text() == before
    page.go_forward()
    page.locator(".card__title a", has_text=title).click()
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator(".panel--limits")).to_be_visible()
    page.locator(f'.languages a[hreflang="{other}"]').click()
    expect(page.locator("h1")).to_contain_text(other_title)
    assert f"/{other}/cases/indore-segregated-waste-collection/" in page.url


@pytest.mark.parametrize("word", ["hippopotamus", "کرگدن"])
def test_a_corrected_case_is_published_and_the_search_finds_the_new_word(page: Page, site: Site, word: str) -> None:
    language = "en" if word.isascii() else "fa"
    page.goto("/admin/login/")
    page.fill("input[name=username]", "admin")
    page.fill("input[name=password]", site.password("admin"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/admin/$"))
    page.goto("/admin/pages/search/?q=" + ("Urban Forest" if language == "en" else "جنگل شهری"))
    page.locator("table.listing a[href*='/edit/']").first.click()
    page.locator("[role=tab]").nth(2).click()  # results, limits, lessons
    field = page.locator("textarea[name=lessons]")
    field.fill(f"{field.input_value()} {word}")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_load_state()
    page.goto(f"/{language}/search/?q={word}")
    expect(page.locator(".results__list > .cards .card__title a")).to_have_count(1)


@pytest.mark.parametrize(
    ("language", "misspelled", "meant"), [("fa", "زبله", "زباله"), ("en", "recylcing", "recycling")]
)
def test_a_misspelled_word_is_corrected_and_can_be_searched_as_typed(
    page: Page, language: str, misspelled: str, meant: str
) -> None:
    page.goto(f"/{language}/search/?q={misspelled}")
    expect(page.locator(".notice")).to_contain_text(meant)
    expect(page.locator(".results__list > .cards mark").first).to_be_visible()
    page.locator(".notice a").click()
    expect(page.locator(".empty")).to_be_visible()
    assert "exact=1" in page.url


def test_a_sentence_without_a_shared_word_is_understood(page: Page) -> None:
    page.goto("/fa/search/?q=هوا رو نمیشه نفس کشید")
    expect(page.locator(".empty")).to_be_visible()
    expect(page.locator(".nearby .card__title").first).to_contain_text("آلودگی هوا")


def test_suggestions_with_the_keyboard(page: Page) -> None:
    page.goto("/fa/")
    page.locator("#q").press_sequentially("پسم")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.locator("#q").press("Escape")
    expect(page.locator(".suggestions").first).to_be_hidden()
    page.locator("#q").press_sequentially("ا")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.locator("#q").press("ArrowDown")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", re.compile("suggestions-"))
    page.locator("#q").press("Enter")
    page.wait_for_url(re.compile("/fa/(topics|cities|cases)/"))


def test_everything_works_with_the_keyboard(page: Page) -> None:
    page.goto("/en/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("bus lanes")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=bus"))
    expect(page.locator(".card").first).to_be_visible()


PLACES = ["/{}/", "/{}/search/?q=bus", "/{}/cases/amman-bus-rapid-transit/", "/{}/cities/tehran/", "/{}/topics/"]


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_overflows(open_page: Any, language: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800}, java_script_enabled=True)
    for place in PLACES:
        page.goto(place.format(language))
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, (place, language, width)


def test_without_javascript_everything_is_there(open_page: Any) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/fa/")
    page.locator("#q").fill("پسماند")
    page.locator(".search-form button").click()
    page.locator(".facet summary").nth(1).click()
    page.locator(".facet").nth(1).locator("a").first.click()
    expect(page.locator(".active li").first).to_be_visible()
    page.locator(".card__title a").first.click()
    expect(page.locator("svg.chart, .series table").first).to_be_attached()


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast_and_pages_name_their_parts(open_page: Any, language: str, scheme: str) -> None:
    """axe-core's rules for WCAG 2.2 AA, where npm brought it."""
    from pathlib import Path

    axe = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
    if not axe.is_file():
        message = "axe-core is not installed: run npm install"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    page = open_page(color_scheme=scheme, bypass_csp=True)
    for place in [*PLACES, "/{}/cities/", "/{}/topics/waste/", "/{}/none/"]:
        page.goto(place.format(language))
        page.add_script_tag(path=axe)
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
        problems = [(item["id"], [node["html"][:120] for node in item["nodes"][:3]]) for item in found["violations"]]
        assert problems == [], (place, language, scheme)


def test_no_request_leaves_the_site_and_nothing_is_refused_by_the_policy(page: Page, site: Site) -> None:
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for place in PLACES:
        page.goto(place.format("fa"))
    assert [url for url in requests if not url.startswith((site.url, "data:"))] == []
    assert errors == []
