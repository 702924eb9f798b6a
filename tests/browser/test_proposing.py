"""A visitor proposes without an account; an editor asks; the visitor answers. Pages that everyone can use."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from . import axe
from .conftest import Site, log_in_as
from .test_accounts import code_of

SETTLE = """
from django.utils import timezone
from cases.review.models import Submission
found = Submission.objects.get(number="%s")
found.correct_until = timezone.now()
found.save()
print(found.pk)
"""
ADDRESS = "pishnahad@example.org"
QUESTION = "زمان سفر را چگونه اندازه گرفتید؟"


def begin(page: Page, site: Site) -> str:
    """Proposes in Persian as a visitor with a script; the number of what was begun."""
    page.goto("/fa/propose/")
    page.fill("[name=title]", "اتوبوس‌های تندرو در خیابان")
    expect(page.locator("[data-similar-cases] li").first).to_be_visible()  # while the title is typed
    page.fill("[name=city_name]", "شهر نو، ایران")
    page.fill("[name=challenge]", "اتوبوس‌ها یک ساعت در راه‌بندان می‌ماندند.")
    page.fill("[name=solution]", "یک خط با مخروط جدا شد و خالی ماند.")
    page.fill("[name=name]", "مینا راد")
    page.fill("[name=email]", ADDRESS)
    page.check("[name=agreed]")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/propose/confirm/$"), timeout=60_000)  # when the puzzle is solved
    page.fill("[name=code]", code_of(site, ADDRESS))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/submissions/\d{8}/$"))
    return page.url.rstrip("/").rpartition("/")[2]


def test_a_visitor_proposes_is_asked_and_answers(open_page: Any, site: Site) -> None:
    visitor: Page = open_page(viewport={"width": 360, "height": 780}, bypass_csp=True, locale="fa-IR")
    axe.watch(visitor)
    number = begin(visitor, site)
    own = f"/fa/submissions/{number}/"

    visitor.goto(f"{own}send/")
    expect(visitor.locator(".notice")).to_contain_text("از چه کسی بپرسیم")  # which is needed and missing
    visitor.goto(f"{own}write/snapshot/")
    visitor.context.set_offline(True)
    visitor.fill("[name=asked]", "معاونت حمل و نقل")
    expect(visitor.locator("[data-saving-words]")).to_contain_text("ارتباط قطع است", timeout=10_000)
    visitor.context.set_offline(False)
    expect(visitor.locator("[data-saving-words]")).to_have_text("ذخیره شد", timeout=10_000)  # by itself
    for place in ("", "send/", "withdraw/", "forget/", "people/", "write/facts/", "write/results/", "write/media/"):
        visitor.goto(own + place)
        assert visitor.evaluate("document.documentElement.scrollWidth") <= 360, place
        assert axe.violations(visitor) == [], place
    visitor.goto(f"{own}send/")
    visitor.check("[name=agreed]")
    visitor.locator("main form button[type=submit]").click()
    expect(visitor.locator(".members__told")).to_contain_text("فرستاده شد")
    key = site.manage("shell", "-v0", "-c", SETTLE % number).split()[-1]

    editor: Page = open_page(viewport={"width": 1280, "height": 900}, locale="fa-IR")
    log_in_as(editor, "editor", site.password("editor"))
    editor.goto("/admin/submissions/")
    editor.locator(f'a[href="/admin/submissions/{key}/"]').click()
    editor.check("[name=answer][value=ask]")
    editor.check("[name=fields_asked][value=results]")
    editor.fill("[name=text]", QUESTION)
    editor.get_by_role("button", name="فرستادن پاسخ").click()
    expect(editor.locator(".messages")).to_contain_text("پاسخ شما در راه است.")

    visitor.goto(f"{own}write/results/")
    expect(visitor.locator(".notice")).to_contain_text(QUESTION)
    visitor.fill("[name=results]", "با ساعت در ده روز کاری.")
    visitor.locator("[name=next]").click()
    visitor.goto(f"{own}send/")
    visitor.locator("main form button[type=submit]").click()
    expect(visitor.locator(".submissions__state")).to_have_text("در دست بررسی نخست")


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_without_a_script_a_sum_is_asked_and_the_page_keeps_the_rules(open_page: Any, language: str) -> None:
    plain: Page = open_page(java_script_enabled=False, viewport={"width": 320, "height": 700})
    plain.goto(f"/{language}/propose/")
    plain.fill("[name=title]", "Trees on roofs")
    plain.locator("main form button[type=submit]").last.click()
    expect(plain.locator(".picture-question img")).to_be_visible()
    assert plain.locator("[name=title]").input_value() == "Trees on roofs"
    page: Page = open_page(viewport={"width": 320, "height": 700}, bypass_csp=True)
    axe.watch(page)
    for place in ("propose/", "propose/mine/"):
        page.goto(f"/{language}/{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert axe.violations(page) == [], place
