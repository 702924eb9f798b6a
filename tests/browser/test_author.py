"""An author's way in: a case of a new city from notes to submission, and nothing typed is lost on the way."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe

from .conftest import Site, log_in_as
from .test_newsroom import PREPARE, action, open_tab

# Cells copied in a spreadsheet, as a browser pastes them.
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""
FIGURES = """
from cases.models import Measurement
for point in Measurement.objects.filter(indicator__name__fa="کتاب‌خوان").order_by("date"):
    print(f"{point.known}={point.value.normalize():f}")
"""
NOTES = "یادداشت‌های بازدید از کارخانهٔ نوآوری: از محله شنیدیم که کار از شورا آغاز شد."


@pytest.fixture(scope="module")
def language(site: Site) -> str:
    """Demo accounts read the admin in Persian."""
    return site.manage("shell", "-v0", "-c", PREPARE)


def author_on(page: Page, site: Site) -> Page:
    log_in_as(page, "author", site.password("author"))
    page.get_by_role("link", name="تجربهٔ تازه").first.click()
    page.wait_for_load_state("networkidle")
    return page


def begin(page: Page, site: Site, title: str, city: str = "تهران") -> None:
    author_on(page, site)
    page.locator("#id_title").press_sequentially(title)
    page.select_option("#id_city", label=city)
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))


def test_a_case_of_a_new_city_from_notes_to_submission(language: str, open_page: Any, site: Site) -> None:
    page = open_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    axe.watch(page)
    author_on(page, site)
    page.locator("#id_title").press_sequentially("کارخانهٔ نوآوری‌های محله")
    page.get_by_text("شهر در فهرست نیست").press("Enter")
    page.locator("#id_new_city_name").fill("سنندج")
    page.locator("#id_new_city_country").fill("ناکجا")
    page.locator("#id_new_city_country").press("Enter")
    expect(page.locator("[data-new-city] [role=status]")).to_contain_text("نام کشور")
    expect(page.locator("#id_new_city_country")).to_be_focused()
    page.locator("#id_new_city_country").fill("ایران")
    page.locator("#id_new_city_country").press("Enter")
    expect(page.locator("[data-new-city] [role=status]")).to_contain_text("سنندج درخواست و برگزیده شد")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    expect(page.locator("#id_slug")).to_have_value(re.compile("^کارخانه-نوآوری-های-محله"))

    # A paste that is too long stays, is counted and named, and keeps nothing else from being saved.
    brief = page.locator("[name=brief_fa]")
    brief.fill("الف " * 50)
    expect(page.locator(".letter-counter--over")).to_contain_text("۳۹ حرف بیش از ۱۶۰")
    expect(page.locator(".left-out")).to_contain_text("حداکثر ۱۶۰ حرف؛ این متن ۱۹۹ حرف دارد", timeout=20_000)
    assert axe.violations(page, within="main") == []
    brief.fill("محله‌ای که کارخانهٔ رهاشده را زنده کرد.")
    expect(page.locator(".left-out")).to_be_hidden(timeout=15_000)

    for tab, names in {
        "شرح": ("summary", "challenge", "solution"), "نتایج": ("results", "limits", "lessons"), "زمینه": ("transfer",),
    }.items():  # fmt: skip
        open_tab(page, tab)
        for name in names:
            page.locator(f"#id_{name}").fill(f"{NOTES} ({name})")
    open_tab(page, "واقعیت‌ها")
    page.locator("#id_topics_search").fill("تفكيك من المبدأ")  # no name of it
    page.locator("#id_topics_search").fill("separation at source")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.locator(".topic-choice__chosen")).to_contain_text("تفکیک از مبدأ")
    open_tab(page, "منابع")
    panel = page.locator("[data-contentpath=sources]")
    panel.locator("button.c-sf-add-button").first.click()
    expect(panel.locator("[name=sources-0-value-key]")).to_have_value("s1")
    panel.locator("[name=sources-0-value-title]").fill("صورت‌جلسهٔ شورای محله")
    panel.locator("[name=sources-0-value-publisher]").fill("شهرداری سنندج")
    open_tab(page, "واقعیت‌ها")
    page.locator("#id_outcome_source").select_option(label="صورت‌جلسهٔ شورای محله (s1)")
    expect(page.locator("[name=outcome_source]")).to_have_value("s1")
    expect(page.locator("select:has(option[value=s1])")).to_have_count(3)  # of cost, budget and outcome
    open_tab(page, "نتایج")
    page.select_option("[name=figures-0-unit]", index=1)
    cell = page.locator("[name=figures-0-name-fa]")
    cell.fill("کتاب‌خوان")
    page.locator("[name=figures-years-0]").focus()
    page.evaluate(PASTE, "۱۴۰۰\t۱۴۰۱\t۱۴۰۲\n۱۲٫۵\t\tنامعلوم")
    expect(page.locator("[name=figures-0-cell-2]")).to_have_value("نامعلوم")
    expect(page.locator(".left-out")).to_contain_text("ارقام", timeout=20_000)
    page.locator("[name=figures-0-cell-2]").fill("۱۸")
    expect(page.locator(".left-out")).to_be_hidden(timeout=15_000)
    page.get_by_text("چسباندن جدول", exact=True).press("Enter")
    page.locator("#figures-paste").fill("شاخص\tواحد\t۱۴۰۲\t۱۴۰۳\nکتاب‌خوان\t\t\t۲۵")
    assert axe.violations(page, within="main") == []
    address = page.url
    action(page, "action-submit").click()
    page.wait_for_url(lambda url: url != address)
    expect(page.locator(".messages")).to_contain_text("کارخانهٔ نوآوری‌های محله")
    assert site.manage("shell", "-v0", "-c", FIGURES).split() == ["1400=12.5", "1402=18", "1403=25"]


def test_a_session_that_ends_while_typing_loses_nothing(language: str, open_page: Any, site: Site) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, bypass_csp=True)
    axe.watch(page)
    begin(page, site, "پل کتاب")
    page.wait_for_timeout(1_500)
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_challenge").fill(NOTES)
    expect(page.get_by_text("نشست شما به پایان رسیده است").first).to_be_visible(timeout=15_000)
    page.locator("footer button[type=submit]").first.click()
    expect(page.locator("h1")).to_have_text("دوباره وارد شوید")
    assert axe.violations(page) == []
    page.locator("#id_username").fill("author")
    page.locator("#id_password").fill("no")
    page.keyboard.press("Enter")
    expect(page.locator(".messages .error")).to_be_visible()
    page.locator("#id_username").fill("author")
    page.locator("#id_password").fill(site.password("author"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/$"))
    expect(page.locator("#id_challenge")).to_have_value(NOTES)
    page.reload()
    expect(page.locator("#id_challenge")).to_have_value(NOTES)


def test_what_is_typed_in_the_first_second_is_saved(language: str, page: Page, site: Site) -> None:
    begin(page, site, "دیوار باغ")
    page.goto(page.url, wait_until="domcontentloaded")
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        page.locator("#id_challenge").press_sequentially("تا ثانیهٔ نخست")
    page.wait_for_timeout(1_500)
    page.reload()
    expect(page.locator("#id_challenge")).to_have_value("تا ثانیهٔ نخست")


def test_a_form_that_is_only_opened_saves_nothing(language: str, page: Page, site: Site) -> None:
    begin(page, site, "باغ خاموش")
    page.wait_for_timeout(1_500)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(page.url, wait_until="networkidle")
    page.wait_for_timeout(5_000)
    assert [url for url in sent if url.endswith("/edit/")] == []
