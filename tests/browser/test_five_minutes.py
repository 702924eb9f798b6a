"""A deputy mayor with five minutes: finds a practice, judges it, takes the PDF, compares two and sends the link.

Measured in clicks and in screens scrolled, which a busy machine does not change.
"""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Locator, Page, expect

SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}
WORDS = {"fa": "اتوبوس تندرو", "en": "bus rapid transit", "ar": "الحافلات السريعة"}
MOST_CLICKS = 7


@dataclass
class Reader:
    """Somebody at a page, whose clicks and screens are counted."""

    page: Page
    clicks: int = 0
    screens: float = 0.0

    def goes_to(self, target: Locator) -> None:
        """Scrolls to a link or button as far as needed."""
        height = self.page.viewport_size["height"]  # type: ignore[index]
        before = self.page.evaluate("scrollY")
        target.scroll_into_view_if_needed()
        self.screens += abs(self.page.evaluate("scrollY") - before) / height

    def click(self, target: Locator) -> None:
        """Goes to a link or button, and clicks it."""
        self.goes_to(target)
        target.click()
        self.clicks += 1

    def sees(self, target: Locator) -> bool:
        """Whether an element stands on the first screen, whole."""
        box = target.bounding_box()
        return box is not None and box["y"] + box["height"] <= self.page.viewport_size["height"]  # type: ignore[index]


def taken(page: Page, address: str) -> APIResponse:
    """The file, asked for again by itself, as browsers do, while it is still being made."""
    for _again in range(30):
        answer = page.context.request.get(address)
        if answer.status != 202:
            break
        page.wait_for_timeout(1000 * int(answer.headers["retry-after"]))
    return answer


READERS = [(language, size, True) for language in WORDS for size in SIZES]


@pytest.mark.parametrize(("language", "size", "script"), [*READERS, ("fa", "phone", False)])
def test_five_minutes(open_page: Any, language: str, size: str, script: bool) -> None:
    page: Page = open_page(viewport=SIZES[size], java_script_enabled=script)
    page.goto(f"/{language}/")
    field = page.locator("#q")
    field.fill(WORDS[language])
    field.press("Enter")
    page.wait_for_url(re.compile("search"))
    results = page.locator(".results__list .card__title a")
    first, second = (results.nth(number).inner_text() for number in range(2))
    reader = Reader(page, clicks=1)

    reader.click(results.first)  # found
    expect(page.locator("h1")).to_contain_text(first.split("…")[0][:20])
    brief, outcome = page.locator(".case__top .lead").first, page.locator(".case__top .outcome").first
    assert reader.sees(page.locator("h1")) and reader.sees(brief) and reader.sees(outcome), "judged on the first screen"

    reader.goes_to(page.locator('.share a[href$="brief.pdf"]'))  # which some browsers show, and others download
    file = taken(page, str(page.locator('.share a[href$="brief.pdf"]').get_attribute("href")))
    reader.clicks += 1
    assert file.ok and file.headers["content-language"] == language and file.body()[:5] == b"%PDF-"

    reader.click(page.locator('.share a[href*="compare"]'))  # the first of two
    page.go_back()
    page.go_back()
    reader.clicks += 2
    reader.click(page.locator(".results__list .card").nth(1).locator(".compare-choice"))
    expect(page).to_have_url(re.compile(rf"/{language}/compare/\?case=.*&case="))
    heads = page.locator(".compare table").first.locator("thead th")
    assert [title[:12] in heads.nth(number + 1).inner_text() for number, title in enumerate((first, second))]

    address, visitor = page.url, open_page(viewport=SIZES[size])  # sent: whoever opens it sees the same two
    visitor.goto(address)
    assert (
        visitor.locator(".compare table").first.locator("thead").inner_text()
        == page.locator(".compare table").first.locator("thead").inner_text()
    )
    width = visitor.evaluate("document.documentElement.scrollWidth")
    assert width <= SIZES[size]["width"], "nothing scrolls sideways but the table itself"
    assert reader.clicks <= MOST_CLICKS, f"{reader.clicks} clicks"
    print(f"{language} {size}: {reader.clicks} clicks, {reader.screens:.1f} screens")
