"""Two people on the figures of a public case, from the form to the public page, in Persian and in English."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from . import axe
from .conftest import Site, log_in_as

PREPARE = """
from django.contrib.auth.models import User
from wagtail.users.models import UserProfile
from cases.models import CaseStudyPage
for user in User.objects.filter(username__in=["editor", "publisher"]):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "LANGUAGE"})
pages = CaseStudyPage.objects.filter(locale__language_code="LANGUAGE", live=True)
page = pages.filter(case__indicators__measurements__isnull=False).order_by("-pk").distinct()[0]
print(page.case_id, page.get_url())
"""
WORDS = {
    "fa": {
        "typed": "۸۱۲۳٫۵",
        "shown": "۸٬۱۲۳٫۵",
        "desk": "ارقام در انتظار شما",
        "back": "برگرداندن با یادداشت",
        "asked": "تغییر خواسته شده است",
        "approve": "تأیید: خوانندگان آن‌ها را ببینند",
        "own": "دیگری دربارهٔ آن‌ها تصمیم می‌گیرد",
    },
    "en": {
        "typed": "9123.5",
        "shown": "9,123.5",
        "desk": "Figures that wait for you",
        "back": "Give back with the remark",
        "asked": "changes are asked for",
        "approve": "Approve: readers see them",
        "own": "somebody else decides",
    },
}


@pytest.mark.parametrize("language", ["fa", "en"])
def test_figures_are_changed_given_back_mended_and_approved(language: str, site: Site, open_page: Any) -> None:
    words = WORDS[language]
    case, public = site.manage("shell", "-v0", "-c", PREPARE.replace("LANGUAGE", language)).split()
    public = re.sub(r"^https?://[^/]+", "", public)
    editor, publisher = (open_page(viewport={"width": 1280, "height": 900}, bypass_csp=True) for _person in (1, 2))
    for page, name in ((editor, "editor"), (publisher, "publisher")):
        log_in_as(page, name, site.password(name))
        axe.watch(page)

    def change(value: str) -> None:
        editor.goto(f"/admin/case/edit/{case}/", wait_until="networkidle")
        editor.locator("[name=indicators-0-measurements-0-value]").fill(value)
        editor.locator("#w-editor-form button[type=submit]").last.click()
        editor.wait_for_url(f"**/cases/{case}/figures/")

    change("7")
    expect(editor.locator("main")).to_contain_text(words["own"])
    editor.reload(wait_until="networkidle")  # without the message of the save, which fades in
    assert axe.violations(editor, within="main") == []
    publisher.goto("/admin/", wait_until="networkidle")
    section = publisher.locator("section", has_text=words["desk"]).last
    expect(section).to_be_visible()
    section.locator(f"a[href$='/cases/{case}/figures/']").click()
    publisher.locator("textarea[name=remark]").fill("؟")
    publisher.get_by_role("button", name=words["back"]).click()
    expect(publisher.locator("main")).to_contain_text(words["asked"])
    editor.goto(f"/admin/case/edit/{case}/", wait_until="networkidle")
    expect(editor.locator(".review-notice--back")).to_contain_text("؟")
    assert axe.violations(editor, within="main") == []
    change(words["typed"])
    reader = open_page(locale=language)
    reader.goto(public)
    expect(reader.locator("main")).not_to_contain_text(words["shown"])
    publisher.goto(f"/admin/cases/{case}/figures/", wait_until="networkidle")
    expect(publisher.locator("ins").first).to_contain_text(words["shown"])
    assert axe.violations(publisher, within="main") == []
    publisher.get_by_role("button", name=words["approve"]).click()
    expect(publisher.locator(".messages")).to_be_visible()
    reader.goto(public)
    expect(reader.locator("main")).to_contain_text(words["shown"])
