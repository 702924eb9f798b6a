"""Suggestions while somebody types, by keyboard and for those who do not see them."""

import re

from playwright.sync_api import Page, expect

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def test_suggestions_with_the_keyboard(page: Page) -> None:
    page.goto("/fa/")
    page.locator("#q").press_sequentially("پسم")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.locator("#q").press("Escape")
    expect(page.locator(".suggestions").first).to_be_hidden()
    page.locator("#q").press_sequentially("ا")
    expect(page.locator("[role=option]").first).to_be_visible()
    groups = [group.get_attribute("aria-label") for group in page.locator(".suggestions [role=group]").all()]
    assert groups == ["موضوع‌ها", "تجربه‌ها"]
    number = str(page.locator("[role=option]").count()).translate(PERSIAN)
    expect(page.locator(".suggestions + [role=status]").first).to_have_text(f"پیشنهادها: {number}")
    page.locator("#q").press("ArrowDown")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", re.compile("suggestions-.*-topic-0"))
    page.locator("#q").press("ArrowUp")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", re.compile("suggestions-.*-case-"))
    page.locator("#q").press("Enter")
    page.wait_for_url(re.compile("/fa/cases/"))
