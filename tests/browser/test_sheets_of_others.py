"""A city's own workbook becomes its cases in one round, in Persian: sent, its columns matched, seen, confirmed."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.cases.sheets.messy import CASES, TITLES, messy_workbook

from .conftest import Site, log_in_as

IN_PERSIAN = """
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile
user = get_user_model().objects.get(username="editor")
UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "fa"})
"""
OF_THE_SHEET = """
from cases.models import CaseStudyPage
pages = CaseStudyPage.objects.filter(title__contains="محلهٔ")
print(pages.count(), pages.filter(live=True).count(), set(pages.values_list("city__slug", flat=True)))
"""


def wait_for_job(page: Page) -> None:
    """Waits until the page of a run shows what came of it; its script asks by itself."""
    expect(page.locator("[data-progress]")).to_have_count(0, timeout=120_000)


def test_a_messy_workbook_is_forty_cases_after_one_round(site: Site, open_page: Any, tmp_path: Path) -> None:
    file = tmp_path / "تجربه‌های مشهد.xlsx"
    file.write_bytes(messy_workbook())
    site.manage("shell", "-v0", "-c", IN_PERSIAN)
    page: Page = open_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    axe.watch(page)
    log_in_as(page, "editor", site.password("editor"))
    page.goto("/admin/imports/new/")
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="ارسال و بررسی").click()
    page.wait_for_url(re.compile(r"/admin/imports/\d+/columns/"), timeout=120_000)

    expect(page.get_by_label("ستون برای «مسئله»")).to_have_value("challenge.fa")
    expect(page.get_by_label("ستون برای «منطقه»")).to_have_value("")
    expect(page.locator(".help-warning")).to_contain_text("منطقه")
    assert axe.violations(page, within="main") == []
    page.get_by_label("ستون برای «منطقه»").select_option("unverified")
    page.get_by_role("button", name="بررسی ردیف‌ها").click()
    page.wait_for_url(re.compile(r"/admin/imports/\d+/\Z"))
    wait_for_job(page)

    expect(page.get_by_role("heading", name=re.compile("نکته‌هایی دربارهٔ آنچه وارد می‌شود"))).to_be_visible()
    expect(page.locator("main")).to_contain_text("رسته بندی مشاغل")
    assert axe.violations(page, within="main") == []
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("۴۰")).click()
    wait_for_job(page)
    expect(page.locator(".cases-counts__created dd")).to_have_text("۴۰", timeout=20_000)
    numbered = CASES - len(TITLES)  # whose titles nothing else on the site has
    assert site.manage("shell", "-v0", "-c", OF_THE_SHEET).strip() == f"{numbered} 0 {{'mashhad'}}"
