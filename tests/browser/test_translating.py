"""From a Persian draft to an English translation that is behind it, and what readers and editors are told."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from cases.records.case import PROSE
from tests.conftest import STARTER

from . import axe
from .conftest import Site, log_in


def persian_only(folder: Path) -> str:
    """A file with one case that is written in Persian only."""
    record: dict[str, Any] = json.loads((STARTER / "practices.jsonl").read_text(encoding="utf-8").splitlines()[0])
    record["id"] = "translated-in-a-browser"
    for name in ("title", "summary", *PROSE):
        record[name] = {"fa": record[name]["fa"]}
    record["title"] = {"fa": "تجربه‌ای که ترجمه می‌شود"}
    path = folder / "one.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return str(path)


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_load_state()
    expect(page.locator(".messages .success")).to_be_visible()


def test_a_translation_follows_its_source(page: Page, open_page: Any, site: Site, tmp_path: Path) -> None:
    site.manage("import_cases", persian_only(tmp_path))
    log_in(page, site, "en")
    page.goto("/admin/pages/search/?q=تجربه‌ای که ترجمه می‌شود")
    with page.expect_navigation():
        page.locator("table.listing a[href*='/edit/']").first.click()
    persian = page.url.split("#")[0]
    publish(page)

    page.goto(persian)
    page.locator("header").get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Translate", exact=True).click()
    page.locator("form", has=page.locator("input[value=en]")).get_by_role("button").click()
    pieces = page.locator(".translation__pair textarea")
    expect(pieces.first).to_be_visible()  # counting does not wait for the page
    for number in range(pieces.count()):
        pieces.nth(number).fill(f"English text {number + 1}.")
    expect(page.locator(".translation__terms dd").first).to_be_visible()
    page.get_by_role("button", name="Save into the draft").click()
    expect(page.locator(".messages .success")).to_contain_text("says all that its source says")
    with page.expect_navigation():
        page.get_by_role("link", name="Form of the page").click()
    english = page.url
    expect(page.locator("input[name=title]")).to_have_value("English text 1.")
    publish(page)
    reader = open_page()
    reader.goto("/en/cases/translated-in-a-browser/")
    expect(reader.locator("h1")).to_have_text("English text 1.")
    expect(reader.locator(".outdated")).to_have_count(0)

    page.goto(persian)
    page.get_by_role("tab", name="Results").click()
    field = page.locator("textarea[name=lessons]")
    field.fill(f"{field.input_value()} و درسی تازه.")
    publish(page)
    page.goto(persian)
    expect(page.locator(".messages")).to_contain_text("The English translation is behind this text")
    page.goto(english)
    expect(page.locator(".messages")).to_contain_text("Behind its source: the Persian text was changed on")
    page.locator(".messages a").click()
    expect(page.locator(".translation__piece:not(.translation__piece--done)")).to_have_count(1)
    expect(page.locator(".translation__piece:not(.translation__piece--done) textarea")).to_have_value("English text 7.")
    sheet = page.url
    for translator, language in ((page, "en"), (open_page(locale="fa-IR", bypass_csp=True), "fa")):
        if language == "fa":
            axe.watch(translator)
            log_in(translator, site, language)
            translator.goto(sheet)
            assert axe.violations(translator, within="main") == []
        expect(translator.locator(".translation__difference ins")).to_contain_text("و درسی تازه.")
        expect(translator.locator(".translation__difference ins .w-sr-only").first).to_have_text(
            {"en": "added:", "fa": "افزوده:"}[language]
        )
        underlined = "node => getComputedStyle(node).textDecorationLine"
        line = translator.locator(".translation__difference ins").evaluate(underlined)
        assert line == "underline", "the difference is not one of colour"
    page.goto("/admin/reports/cases/outdated/")
    expect(page.locator("table.listing")).to_contain_text("English text 1.")
    reader.reload()
    note = reader.locator(".outdated")
    expect(note).to_contain_text("The Persian text, which this one translates, was changed on")
    note.locator("a").click()
    expect(reader.locator("html")).to_have_attribute("lang", "fa")
    expect(reader.locator("main")).to_contain_text("و درسی تازه.")
