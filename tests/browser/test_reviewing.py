"""Review at the passage and preview by a link, in the admin in Persian: by those who write, decide and only read."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from . import axe
from .conftest import Site
from .test_newsroom import add_url, as_role, log_in_as

__all__ = ["add_url", "as_role"]

# A live case whose author has written more since.
BEGIN = """
from django.contrib.auth.models import User
from cases.models import CaseStudyPage
author = User.objects.get(username="author")
page = CaseStudyPage.objects.filter(locale__language_code="fa", live=True).order_by("pk")[NUMBER]
CaseStudyPage.objects.filter(pk=page.pk).update(owner=author)
page = CaseStudyPage.objects.get(pk=page.pk)
page.lessons += " این درس هنوز منتشر نشده است."
page.save_revision(user=author)
print(page.pk)
"""


def begun(site: Site, number: int) -> str:
    """Address of the form of such a case."""
    key = site.manage("shell", "-v0", "-c", BEGIN.replace("NUMBER", str(number))).strip()
    return f"/admin/pages/{key}/edit/"


def opened(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(2_500)  # the form notes its first state two seconds after it opened


def saved(page: Page) -> Any:
    """An automatic save, to be awaited around what begins it."""
    return page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url)


def show_comments(page: Page) -> None:
    page.locator("[data-side-panel-toggle=comments]").click()


def message(page: Page) -> Any:
    return page.locator(".messages")


def test_a_text_is_commented_on_returned_mended_answered_and_published(
    as_role: Any, site: Site, add_url: str, open_page: Any
) -> None:
    address = begun(site, 0)
    author = as_role("author")
    opened(author, address)
    author.get_by_role("button", name="فرستادن برای بررسی").click()
    expect(message(author)).to_contain_text("اکنون در انتظار این مرحله است: \u2068بررسی تحریریه")
    expect(message(author)).to_contain_text("editor")

    editor = as_role("editor")
    opened(editor, address)
    show_comments(editor)
    editor.locator("[data-contentpath=summary] [data-comment-add]").click()
    box = editor.locator("#comments")
    box.get_by_placeholder("دیدگاه خود را بنویسید").fill("منبع این عدد کجاست؟")
    with saved(editor):
        box.get_by_role("button", name="ثبت دیدگاه").click()
    editor.get_by_role("button", name="درخواست اصلاح").click()
    dialog = editor.get_by_role("dialog").filter(has=editor.locator("textarea[name=comment]"))
    dialog.locator("textarea").fill("شرح را کوتاه‌تر کنید.")
    dialog.locator("[type=submit]").click()
    expect(message(editor)).to_contain_text("به \u2068author\u2069 برگشت")

    author.goto("about:blank")
    axe.watch(author)
    opened(author, address)
    notice = author.locator(".review-notice--back")
    expect(notice).to_contain_text("این متن برگشته است")
    expect(notice).to_contain_text("شرح را کوتاه‌تر کنید.")
    expect(notice).to_contain_text("منبع این عدد کجاست؟")
    expect(author.locator(".page-status-tag:visible")).to_contain_text("برگشته برای اصلاح")
    notice.get_by_role("link", name="خلاصه").click()
    expect(author.locator("#id_summary")).to_be_focused()
    with saved(author):
        author.locator("#id_summary").fill("شرحی کوتاه، با منبع.")
    show_comments(author)
    box = author.locator("#comments")
    box.get_by_text("منبع این عدد کجاست؟").click()
    box.get_by_placeholder("پاسخ خود را بنویسید").fill("در گزارش سالانه، صفحهٔ ۱۲.")
    with saved(author):
        box.get_by_role("button", name="پاسخ").click()
    author.get_by_role("button", name="فرستادن دوباره برای بررسی").click()
    expect(message(author)).to_contain_text("فرستاده شد")

    opened(editor, address)
    expect(editor.locator(".review-notice")).to_contain_text("در گزارش سالانه، صفحهٔ ۱۲.")
    editor.get_by_role("button", name="تأیید", exact=True).click()
    expect(message(editor)).to_contain_text("تأیید شد. اکنون در انتظار این مرحله است: \u2068انتشار")
    publisher = as_role("publisher")
    opened(publisher, address)
    publisher.get_by_role("button", name=re.compile("^تأیید")).first.click()
    expect(message(publisher)).to_contain_text("تأیید شد و اکنون منتشر شده است")
    message(publisher).get_by_role("link", name="خواندن در سایت").click()
    expect(publisher.locator("main")).to_contain_text("شرحی کوتاه، با منبع.")


def test_a_draft_is_read_by_a_link_until_it_is_ended(as_role: Any, site: Site, add_url: str, open_page: Any) -> None:
    address = begun(site, 1)
    editor = as_role("editor")
    opened(editor, address)
    editor.goto(address.replace("/admin/pages/", "/admin/cases/").replace("/edit/", "/preview-links/"))
    editor.get_by_label("برای چه کسی").fill("دفتر شهردار")
    editor.get_by_role("button", name="ساختن پیوند").click()
    link = editor.locator("#preview-address").input_value()

    reader = open_page(viewport={"width": 390, "height": 844})
    reader.goto(link)
    expect(reader.locator(".preview-mark")).to_contain_text("برای انتشار نیست")
    expect(reader.locator("main")).to_contain_text("این درس هنوز منتشر نشده است.")
    assert not reader.context.cookies()

    editor.goto(editor.url)
    row = editor.get_by_role("row").filter(has_text="دفتر شهردار")
    expect(row).to_contain_text("۱")
    row.get_by_role("button", name="از کار انداختن").click()
    expect(row).to_contain_text("از کار افتاده")
    assert reader.reload().status == 404
    expect(reader.locator("h1")).to_have_text("این پیوند چیزی نشان نمی‌دهد")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_screens_have_no_barrier(site: Site, add_url: str, open_page: Any, width: int) -> None:
    address = begun(site, 2)
    page = open_page(viewport={"width": width, "height": 900}, bypass_csp=True)
    axe.watch(page)
    log_in_as(page, "editor", site.password("editor"))
    screen = address.replace("/admin/pages/", "/admin/cases/").replace("/edit/", "/preview-links/")
    page.goto(screen)
    assert axe.violations(page) == []
    page.get_by_role("button", name="ساختن پیوند").click()
    link = page.locator("#preview-address").input_value()
    assert axe.violations(page) == []
    site.manage("shell", "-v0", "-c", RETURN.replace("KEY", address.split("/")[3]))
    page.goto(address, wait_until="networkidle")
    assert axe.violations(page, within=".review-notice") == []
    assert axe.violations(page, within="footer") == []
    for shown in (link, link[:-5] + "xxxx/"):
        page.goto(shown)
        assert axe.violations(page) == []


RETURN = """
from django.contrib.auth.models import User
from wagtail.models import Comment
from cases.models import CaseStudyPage
page = CaseStudyPage.objects.get(pk=KEY)
author, editor = (User.objects.get(username=name) for name in ("author", "editor"))
Comment.objects.create(page=page, user=editor, text="منبع؟", contentpath="limits")
if page.current_workflow_state is None:
    page.get_workflow().start(page, author)
    page.current_workflow_task_state.reject(user=editor, comment="کوتاه‌تر کنید.")
"""
