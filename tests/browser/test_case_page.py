"""The page of a case as a browser lays it out: its charts, its first screen, its share bar."""

from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import Site

# Texts of charts that meet each other, a sign or an edge; boxes of letters have air of their own above and below.
MEETING = """() => [...document.querySelectorAll('svg.chart')].flatMap((chart) => {
  const edge = chart.getBoundingClientRect();
  const box_of = (node) => [node.textContent, node.getBoundingClientRect()];
  const boxes = (query) => [...chart.querySelectorAll(query)].map(box_of);
  const meet = (a, b, air) => a.right > b.left && b.right > a.left && a.bottom > b.top + air && b.bottom > a.top + air;
  const texts = boxes('text'), signs = boxes('.sign'), found = [];
  texts.forEach(([text, box], place) => {
    const out = box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 2;
    if (out) found.push(`${text} sticks out`);
    texts.slice(place + 1).forEach(([other, another]) => meet(box, another, 1) && found.push(`${text} meets ${other}`));
    signs.forEach(([_, sign]) => meet(box, sign, 3) && found.push(`${text} lies over a sign`));
  });
  return found;
})"""
ADDRESSES = "from cases.models import CaseStudyPage as P\nprint(*[p.url for p in P.objects.live()])"


@pytest.fixture(scope="module")
def addresses(site: Site) -> list[str]:
    """Addresses of all case pages."""
    return site.manage("shell", "-v0", "-c", ADDRESSES).split()


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_no_chart_has_labels_that_meet(open_page: Any, addresses: list[str], language: str) -> None:
    page = open_page(viewport={"width": 320, "height": 800})
    charts = 0
    for address in (one for one in addresses if one.startswith(f"/{language}/")):
        page.goto(address)
        charts += page.locator("svg.chart").count()
        assert page.evaluate(MEETING) == [], address
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, (
            address
        )
    assert len(addresses) >= 3 * 50 and charts > 15, "other journeys withdraw a page or two"


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_verdict_is_on_the_first_screen_of_a_phone(open_page: Any, addresses: list[str], language: str) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    for address in [one for one in addresses if one.startswith(f"/{language}/")][::6]:
        page.goto(address)
        box = page.locator(".answer .outcome").bounding_box()
        assert box and box["y"] + box["height"] <= 740, (address, box)


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_no_two_headings_of_a_page_are_alike(open_page: Any, language: str) -> None:
    page = open_page()
    page.goto(f"/{language}/cases/amman-bus-rapid-transit/")
    headings = [one.strip() for one in page.locator("main h2").all_text_contents()]
    assert len(headings) > 8 and [one for one in headings if headings.count(one) > 1] == []


def test_the_address_can_be_copied_and_the_sections_stay_in_reach(open_page: Any) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/en/cases/amman-bus-rapid-transit/")
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator(".share__said")).to_have_text("The address was copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".share__address bdi").inner_text() and copied.endswith("/c/AMM-0001/")
    page.locator(".jumps a[href='#sources']").click()
    expect(page.locator("#sources h2")).to_be_in_viewport()
    expect(page.locator(".jumps a[href='#sources']")).to_be_in_viewport()
    heading, bar = page.locator("#sources h2").bounding_box(), page.locator(".jumps").bounding_box()
    assert heading["y"] >= bar["y"] + bar["height"], "the bar does not lie over what it leads to"


def test_without_a_script_no_button_of_the_bar_shows(open_page: Any) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/fa/cases/amman-bus-rapid-transit/")
    assert page.locator(".share button:visible").count() == 0
    expect(page.locator(".share__address bdi")).to_be_visible()
