"""What people come for, in a real browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from . import axe
from .conftest import Site, log_in_as


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
    total = page.locator(".results__total")
    before = total.inner_text()
    narrower = page.locator("#f-topic-waste-separation")
    page.locator(".facet__narrower", has=narrower).locator("summary").first.click()
    expect(narrower).to_contain_text(topic)
    narrower.click()
    expect(total).not_to_have_text(before)
    expect(page).to_have_url(re.compile("topic=waste-separation"))
    expect(page.locator("#f-topic-waste-separation")).to_be_focused()  # htmx replaced what was around it
    chosen = page.locator(".active li").first
    expect(chosen).to_contain_text(topic)
    expect(chosen).to_contain_text({"fa": "موضوع: ", "en": "Topic: ", "ar": "الموضوع: "}[start[1:3]])
    page.go_back()
    expect(total).to_have_text(before)
    page.go_forward()
    expect(total).not_to_have_text(before)
    page.locator(".card__title a", has_text=title).click()
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator(".panel--limits")).to_be_visible()
    page.locator(f'.languages a[hreflang="{other}"]').click()
    expect(page.locator("h1")).to_contain_text(other_title)
    assert f"/{other}/cases/indore-segregated-waste-collection/" in page.url


def test_forward_before_the_scripts_are_there_shows_the_page_of_its_address(page: Page) -> None:
    page.goto("/en/search/?q=waste")
    total = page.locator(".results__total")
    before = total.inner_text()
    page.locator("#f-topic-waste-separation").evaluate("link => link.click()")
    expect(total).not_to_have_text(before)
    page.route("**/*.js", lambda route: None)  # a slow line: the scripts of the page stay away
    page.evaluate("history.back()")
    expect(total).to_have_text(before)
    page.evaluate("history.forward()")
    expect(page).to_have_url(re.compile("topic=waste-separation"))
    page.unroute("**/*.js")
    expect(total).not_to_have_text(before)


@pytest.mark.parametrize("word", ["hippopotamus", "کرگدن"])
def test_a_corrected_case_is_published_and_the_search_finds_the_new_word(page: Page, site: Site, word: str) -> None:
    language = "en" if word.isascii() else "fa"
    log_in_as(page, "admin", site.password("admin"))
    page.goto("/admin/pages/search/?q=" + ("Urban Forest" if language == "en" else "جنگل شهری"))
    page.locator("table.listing a[href*='/edit/']").first.click()
    page.locator("[role=tab]").nth(2).click()  # results, limits, lessons
    field = page.locator("textarea[name=lessons]")
    field.fill(f"{field.input_value()} {word}")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_load_state()
    page.goto(f"/{language}/search/?q={word}")
    expect(page.locator(".results__list > .cards .card:not(:has(.near-mark)) .card__title a")).to_have_count(1)


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
    page.goto("/fa/search/?q=دود نمی‌گذارد نفس بکشیم")
    expect(page.locator(".empty")).to_be_visible()
    first = page.locator(".results__list > .cards .card").first
    expect(first.locator(".card__title")).to_contain_text("آلودگی هوا")
    expect(first.locator(".near-mark")).to_have_text("نزدیک از نظر معنا")


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
LONG = "/{}/search/?status=running&q=" + "waste+" * 80  # narrowed by buttons, since it fits in no link
EVERY_TEMPLATE = [*PLACES, LONG, "/{}/search/", "/{}/search/?city=tehran&topic=waste&page=x",
                  "/{}/search/?q=hippopotamus", "/{}/cities/", "/{}/topics/waste/", "/{}/map/", "/{}/about/",
                  "/{}/accessibility/", "/{}/none/", "/{}/data/", "/{}/compare/", "/{}/search/?view=table",
                  "/{}/compare/?case=AMM-0001&case=SEO-0001&case=THR-0001"]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What sticks out of the page at either side, though the page itself may not scroll.
STICKS_OUT = """() => [...document.querySelectorAll('body *')].filter((node) => {
  const box = node.getBoundingClientRect();
  const outside = box.right > document.documentElement.clientWidth + 1 || box.left < -1;
  const frames = '.world, .atlas__map, .visually-hidden, .table-scroll, .data pre, .skip-link';
  return outside && box.width && !node.closest(frames);
}).map((node) => node.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_overflows(open_page: Any, language: str, width: int) -> None:
    """In either direction. A width of 320 is also what 400 % zoom leaves of a screen of 1280."""
    page = open_page(viewport={"width": width, "height": 800})
    for place in EVERY_TEMPLATE:
        page.goto(place.format(language))
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, (place, language, width)
        assert page.evaluate(STICKS_OUT) == [], (place, language, width)


def test_without_javascript_everything_is_there(open_page: Any) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/fa/")
    page.locator("#q").fill("پسماند")
    page.locator(".search-form button").click()
    facet = page.locator(".facet").nth(1)
    facet.locator("summary").first.click()
    facet.locator("a").first.click()
    expect(page.locator(".active li").first).to_be_visible()
    page.locator(".facet").first.locator(".facet__more > summary").click()
    expect(page.locator(".facet").first.locator(".facet__more a").first).to_be_visible()
    page.locator(".card__title a").first.click()
    expect(page.locator("svg.chart, .series table").first).to_be_attached()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_long_search_is_narrowed_ordered_and_cleared(open_page: Any, with_scripts: bool) -> None:
    page = open_page(java_script_enabled=with_scripts)
    page.goto(LONG.format("en"))
    before = page.locator(".results__total").inner_text()
    facet = page.locator(".facet[data-name=country]")
    facet.locator("summary").first.click()
    facet.locator("button").first.click()
    expect(page.locator(".active button")).to_have_count(3)
    assert page.locator(".results__total").inner_text() != before and "toggle=country" in page.url
    page.locator("#order-title").click()
    expect(page.locator("#order-title")).to_have_attribute("aria-current", "true")
    page.locator(".active__clear").click()
    expect(page.locator(".active button")).to_have_count(0)
    expect(page.locator("#q")).to_have_value("waste " * 80)


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast_and_pages_name_their_parts(open_page: Any, language: str, scheme: str) -> None:
    """axe-core's rules for WCAG 2.2 AA and its best practices, where npm brought it."""
    page = open_page(color_scheme=scheme, bypass_csp=True)
    axe.watch(page)
    for place in EVERY_TEMPLATE:
        page.goto(place.format(language))
        assert axe.violations(page, RULES) == [], (place, language, scheme)


def test_no_request_leaves_the_site_and_nothing_is_refused_by_the_policy(page: Page, site: Site) -> None:
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for place in EVERY_TEMPLATE:
        page.goto(place.format("fa"))
        page.wait_for_load_state("networkidle")
    errors = [text for text in errors if "404" not in text]  # the page that is not there
    assert [url for url in requests if not url.startswith((site.url, "data:"))] == []
    assert errors == []


def test_a_case_prints_as_a_brief(page: Page, open_page: Any) -> None:
    page.goto("/fa/cases/amman-bus-rapid-transit/")
    button = page.locator("[data-print]")
    expect(button).to_be_visible()
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    button.click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")
    dark = open_page(color_scheme="dark", viewport={"width": 794, "height": 1123})
    dark.emulate_media(media="print", color_scheme="dark")
    dark.goto("/fa/cases/amman-bus-rapid-transit/")
    for gone in (".site-nav", ".jumps", ".related", ".site-footer", ".site-header .search-form"):
        expect(dark.locator(gone).first).to_be_hidden()
    results, limits = (dark.locator(f".panel--{name}").bounding_box() for name in ("results", "limits"))
    assert results and limits and results["y"] == limits["y"] and abs(results["width"] - limits["width"]) < 1
    assert dark.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    after = dark.evaluate("getComputedStyle(document.querySelector('.sources a'), '::after').content")
    assert "http" in after


@pytest.mark.parametrize("language", ["fa", "en"])
def test_limits_are_as_prominent_as_results(page: Page, language: str) -> None:
    page.goto(f"/{language}/cases/amman-bus-rapid-transit/")
    results, limits = (page.locator(f".panel--{name}").bounding_box() for name in ("results", "limits"))
    assert results and limits
    assert (results["y"], results["width"], results["height"]) == (limits["y"], limits["width"], limits["height"])
    assert (results["x"] < limits["x"]) == (language == "en")


def test_two_languages_of_a_case_compare_and_the_figures_agree(page: Page) -> None:
    page.goto("/en/cases/amman-bus-rapid-transit/")
    english = page.locator(".figures td bdi").all_inner_texts()
    page.locator("#cite a[hreflang=fa]").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    persian = page.locator(".figures td bdi").all_inner_texts()
    letters = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫", "0123456789,.")
    assert english and [text.translate(letters) for text in persian] == english


def test_the_map_with_the_keyboard_and_its_list(page: Page) -> None:
    page.goto("/fa/map/")
    many = page.locator(".pin--many").first
    expect(many).to_be_visible()
    before = page.locator(".pin").count()
    many.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pin")).not_to_have_count(before)
    page.reload()
    one = page.locator(".pin:not(.pin--many)").first
    expect(one).to_have_attribute("aria-label", re.compile("[۰-۹]+: "))
    one.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/fa/cities/"))


def test_the_map_without_javascript_is_drawn_and_linked(open_page: Any) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/ar/map/")
    expect(page.locator(".world svg a").first).to_be_attached()
    page.locator(".atlas__list a").first.click()
    page.wait_for_url(re.compile("/ar/cities/"))


def test_forced_colours_and_reduced_motion(open_page: Any) -> None:
    page = open_page(forced_colors="active", reduced_motion="reduce")
    page.goto("/fa/cases/amman-bus-rapid-transit/")
    border = page.evaluate("getComputedStyle(document.querySelector('.panel--limits')).borderInlineStartStyle")
    assert border == "solid"  # the colour that sets it apart is not there
    page.goto("/fa/search/?topic=waste")
    outline = page.evaluate("getComputedStyle(document.querySelector('.facet a[aria-current]')).outlineStyle")
    assert outline == "solid"
    moving = """() => [...document.querySelectorAll('*')].filter((node) => {
      const style = getComputedStyle(node);
      return style.transitionDuration !== '0s' || style.animationName !== 'none';
    }).length"""
    assert page.evaluate(moving) == 0


def test_filters_stand_open_where_there_is_room_and_close_on_a_phone(open_page: Any) -> None:
    for width, is_open in ((1280, True), (360, False)):
        page = open_page(viewport={"width": width, "height": 800}, java_script_enabled=False)
        page.goto("/en/search/")
        choice = page.locator("#f-topic-waste")
        expect(choice).to_be_visible() if is_open else expect(choice).to_be_hidden()
        if not is_open:
            page.locator(".filters > summary").click()
            expect(choice).to_be_visible()
