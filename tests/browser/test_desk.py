"""The desk, in Persian: a reviewer finds what waits, and its author sees the remark; no screen breaks a rule of axe."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from . import axe
from .conftest import Site, log_in_as

PREPARE = """
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile
from cases.models import CaseStudyPage
users = get_user_model().objects
for user in users.exclude(username__startswith="reader-"):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "fa"})
author = users.get(username="author")
pages = CaseStudyPage.objects.live().filter(locale__language_code="fa", case__import_id__gt="").order_by("-pk")
page = next(page for page in pages if not page.workflow_in_progress)  # whole, and submitted by no other journey
page.owner = author
page.title = "باغ‌های بام برای میز کار"
page.save(clean=False)
page.save_revision(user=author)
page.get_workflow().start(page, author)
print(page.pk)
"""
REMARK = "هزینهٔ کل منبع ندارد.\nسال پایان را هم بنویسید."
SCREENS = ["/admin/", "/admin/cases/desk/drafts/", "/admin/cases/guide/", "/admin/users/", "/admin/users/new/"]


@pytest.fixture(scope="module")
def in_review(site: Site) -> str:
    """Address of the form of a text that its author submitted."""
    return f"/admin/pages/{site.manage('shell', '-v0', '-c', PREPARE).strip()}/edit/"


@pytest.fixture
def as_role(site: Site, in_review: str, open_page: Any) -> Any:
    """Opens the admin as one of the demo accounts, with axe."""

    def log_in(name: str, width: int = 1280) -> Page:
        page: Page = open_page(viewport={"width": width, "height": 900}, bypass_csp=True)
        axe.watch(page)
        log_in_as(page, name, site.password(name))
        return page

    return log_in


def panel(page: Page, name: str) -> Any:
    return page.locator(f"#{name}-section")


def test_a_reviewer_finds_what_waits_and_the_author_sees_the_remark(as_role: Any, in_review: str) -> None:
    editor = as_role("editor")
    waiting = editor.locator(".desk__row", has_text="باغ‌های بام برای میز کار")
    expect(waiting).to_have_count(1)
    expect(waiting).to_contain_text("در حال بررسی")
    expect(editor.get_by_role("heading", name="در انتظار تصمیم شما")).to_be_visible()
    assert axe.violations(editor) == []
    waiting.get_by_role("link").click()
    editor.wait_for_url(re.compile(re.escape(in_review)))
    button = editor.locator("footer [data-workflow-action-name=reject]").first
    if not button.is_visible():
        editor.locator("footer [data-w-dropdown-target=toggle]").click()
    button.click()
    dialog = editor.locator("form textarea[name=comment], form textarea[name$=comment]").last
    dialog.fill(REMARK)
    with editor.expect_navigation():
        dialog.locator("xpath=ancestor::form").locator("[type=submit]").click()

    author = as_role("author", 390)
    author.goto("/admin/")
    expect(author.get_by_role("heading", name="به شما بازگشته")).to_be_visible()
    returned = author.locator(".desk__row", has_text="باغ‌های بام برای میز کار")
    expect(returned.locator(".desk__remark")).to_have_text(REMARK)
    assert author.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe.violations(author) == []


@pytest.mark.parametrize("address", SCREENS)
def test_screens_break_no_rule(as_role: Any, address: str) -> None:
    page = as_role("admin")
    page.goto(address)
    assert axe.violations(page, within="main") == []


def test_the_page_before_a_bulk_action_breaks_no_rule(as_role: Any) -> None:
    page = as_role("publisher")
    page.goto("/admin/reports/cases/city/")
    page.locator("input[name=row]").first.check()
    page.select_option("#bulk-action", "unpublish")
    page.locator("#bulk-form button").click()
    expect(page.get_by_text("خوانندگان دیگر آنها را نمی‌یابند")).to_be_visible()
    assert axe.violations(page, within="main") == []
    page.get_by_role("link", name="انصراف").click()
    page.wait_for_url(re.compile("/reports/cases/city/"))
