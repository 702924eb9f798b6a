"""Journeys of editors: a spreadsheet becomes cases and is taken back; our screens are accessible."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Site, log_in
from tests.conftest import STARTER
from tests.sheets import as_xlsx

SCREENS = [
    "imports/", "imports/new/", "topic/", "topic/?q=waste", "topic/import/", "topic/edit/1/", "topic/used/1/",
    "topic/merge/1/", "city/", "city/new/", "city/edit/1/", "city/used/1/", "city/merge/1/",
    *[f"reports/cases/{name}/" for name in
      ("mine", "waiting", "overdue", "incomplete", "unmeasured", "city", "sources", "links", "outdated")],
]  # fmt: skip


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_spreadsheet_becomes_cases_and_is_taken_back(page: Page, site: Site, language: str, tmp_path: Path) -> None:
    log_in(page, site, language)
    lines = (STARTER / "practices.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    records: list[dict[str, Any]] = [{**json.loads(line), "id": f"copy-{language}-{n}"} for n, line in enumerate(lines)]
    records[1]["started"] = "<script>soon"
    path = tmp_path / "cases.xlsx"
    path.write_bytes(as_xlsx(records).getvalue())
    page.goto("/admin/imports/new/")
    page.set_input_files("input[type=file]", path)
    page.locator("form[enctype] button[type=submit]").click()
    expect(page.locator("#samples")).to_be_visible(timeout=20_000)
    expect(page.locator("section", has=page.locator("#problems"))).to_contain_text("<script>soon")
    expect(page.locator("section", has=page.locator("#problems"))).to_contain_text("started")
    expect(page.locator("section", has=page.locator("#samples")).locator("tbody tr")).to_have_count(2)
    page.locator("form[action*=confirm] button").click()
    expect(page.locator("#items")).to_be_visible(timeout=20_000)
    made = page.locator("tr", has_text=f"copy-{language}-0").locator("a")
    expect(made).to_be_visible()
    page.locator("form[action*=undo] button").click()
    expect(page.locator("form[action*=undo]")).to_have_count(0, timeout=20_000)
    expect(page.locator("#items")).to_be_visible(timeout=20_000)
    expect(made).to_have_count(0)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_our_screens_are_accessible_and_quiet(page: Page, site: Site, language: str) -> None:
    log_in(page, site, language)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    axe.watch(page)
    for place in SCREENS:
        response = page.goto(f"/admin/{place}")
        assert response is not None and response.status == 200, place
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "fa" else "ltr")
        assert axe.violations(page, within="main") == [], place
    assert errors == []
