"""From notes to a published case, by the people who make it, in the admin in Persian."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Site, log_in_as

SOURCE = [
    ("key", "s1"),
    ("title", "گزارش سالانهٔ شهرداری"),
    ("url", "https://example.org/report"),
]
PROSE = {
    "summary": "شرح",
    "challenge": "شرح",
    "solution": "شرح",
    "results": "نتایج",
    "limits": "نتایج",
    "lessons": "نتایج",
    "transfer": "زمینه",
}


PREPARE = """
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile
from cases.models import CaseIndexPage
for user in get_user_model().objects.exclude(username__startswith="reader-"):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "fa"})
print(CaseIndexPage.objects.get(locale__language_code="fa").pk)
"""


@pytest.fixture(scope="module")
def add_url(site: Site) -> str:
    """Where a Persian case is begun, once the demo accounts read the admin in Persian."""
    index_page = site.manage("shell", "-v0", "-c", PREPARE).strip()
    return f"/admin/pages/add/cases/casestudypage/{index_page}/"


@pytest.fixture
def as_role(site: Site, add_url: str, open_page: Any) -> Any:
    """Opens the admin as one of the demo accounts."""

    def log_in(name: str) -> Page:
        page: Page = open_page(viewport={"width": 1280, "height": 900})
        log_in_as(page, name, site.password(name))
        return page

    return log_in


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=False).first.click()


def action(page: Page, name: str) -> Locator:
    """A button of the menu at the foot, opened where it has to be."""
    button, menu = page.locator(f"footer button[name='{name}']"), page.locator("footer [data-w-dropdown-target=toggle]")
    if not button.is_visible() and menu.is_visible():
        menu.click()
    return button


def begin_case(page: Page, add_url: str, title: str) -> str:
    """A draft with a title and a city only; its address in the admin."""
    page.goto(add_url, wait_until="networkidle")
    page.wait_for_timeout(2_500)  # the form notes its first state two seconds after it opened
    page.locator("#id_title").press_sequentially(title)
    page.select_option("#id_city", label="تهران")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))  # it saved itself
    return page.url


def add_source(page: Page) -> None:
    open_tab(page, "منابع")
    panel = page.locator("[data-contentpath=sources]")
    panel.locator("button.c-sf-add-button").first.click()
    for name, text in SOURCE:
        panel.locator(f"[name$='-value-{name}']").fill(text)


def test_a_case_is_written_missed_filled_in_submitted_checked_and_published(
    as_role: Any, add_url: str, open_page: Any
) -> None:
    author = as_role("author")
    address = begin_case(author, add_url, "باغ‌های بام در محله")

    # What is missing is named from the start, and a link leads to its field, in whichever tab it is.
    open_tab(author, "شرح")
    missing = author.locator("[data-completeness]")
    expect(missing).to_contain_text("محدودیت‌ها و ناکامی‌ها")
    missing.get_by_role("link", name="محدودیت‌ها و ناکامی‌ها").click()
    expect(author.locator("#id_limits")).to_be_focused()
    expect(author.locator("#id_limits")).to_be_visible()

    # The list follows each automatic save.
    author.locator("#id_lessons").fill("از خاک سبک آغاز کنید.")
    expect(missing.get_by_role("link", name="درس‌ها")).to_have_count(0, timeout=15_000)

    # Submitting says at the field what is missing, and keeps what was typed.
    action(author, "action-submit").click()
    author.wait_for_load_state()
    open_tab(author, "نتایج")
    refusal = author.get_by_text("تجربهٔ بدون «محدودیت‌ها و ناکامی‌ها» منتشر نمی‌شود.")
    expect(refusal.first).to_be_visible()
    expect(author.locator("#id_lessons")).to_have_value("از خاک سبک آغاز کنید.")

    for name in (*PROSE, "limits", "transfer"):
        field = author.locator(f"#id_{name}")
        open_tab(
            author, {"results": "نتایج", "limits": "نتایج", "lessons": "نتایج", "transfer": "زمینه"}.get(name, "شرح")
        )
        field.fill(f"متن {name} دربارهٔ باغ‌های بام و کرم‌خاکی.")
    open_tab(author, "واقعیت‌ها")
    author.locator("#id_topics").get_by_label("تفکیک از مبدأ").check()
    author.locator("#id_started").fill("۱۴۰۱")
    add_source(author)
    action(author, "action-submit").click()
    author.wait_for_url(lambda url: url != address)

    # Nobody but the editors of the site sees it yet.
    reader = open_page()
    reader.goto("/fa/search/?q=کرم‌خاکی")
    expect(reader.locator(".empty")).to_be_visible()

    for name in ("editor", "publisher"):
        reviewer = as_role(name)
        reviewer.goto(address)
        reviewer.locator("footer .review-buttons [data-workflow-action-name=approve]").click()
        reviewer.wait_for_url(lambda url: url != address)

    reader.goto("/fa/search/?q=کرم‌خاکی")
    reader.locator(".results__list .card__title a").first.click()
    expect(reader.locator("h1")).to_contain_text("باغ‌های بام در محله")
    expect(reader.locator(".answer")).to_contain_text("۱۴۰۱ (۲۰۲۲)")
    expect(reader.locator(".panel--limits")).to_contain_text("کرم‌خاکی")


def test_the_second_of_two_editors_overwrites_nothing_unawares(as_role: Any, add_url: str) -> None:
    first, second = as_role("editor"), as_role("manager")
    address = begin_case(first, add_url, "دیوار سبز مدرسه")
    second.goto(address, wait_until="networkidle")
    second.wait_for_timeout(2_500)
    first.locator("#id_challenge").fill("نوشتهٔ نخستین")
    first.wait_for_timeout(3_000)  # it saves itself

    second.locator("#id_challenge").fill("نوشتهٔ دومین")
    expect(second.get_by_text("ذخیرهٔ خودکار متوقف است").first).to_be_visible(timeout=20_000)
    second.locator("footer button.action-save").first.click()
    expect(second.get_by_role("dialog").get_by_text("editor نسخهٔ تازه‌ای ذخیره کرد")).to_be_visible()

    first.reload()
    expect(first.locator("#id_challenge")).to_have_value("نوشتهٔ نخستین")


def test_what_is_written_while_the_connection_is_lost_is_saved_when_it_is_back(as_role: Any, add_url: str) -> None:
    page = as_role("editor")
    page.goto(begin_case(page, add_url, "پل پیاده"), wait_until="networkidle")
    page.wait_for_timeout(2_500)
    page.context.set_offline(True)
    page.locator("#id_challenge").fill("نوشته در قطعی شبکه")
    page.wait_for_timeout(2_000)
    page.context.set_offline(False)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        pass  # it tries again after two seconds, four, eight
    page.reload()
    expect(page.locator("#id_challenge")).to_have_value("نوشته در قطعی شبکه")


def test_a_picture_that_is_none_is_refused_with_a_reason(as_role: Any, tmp_path: Path) -> None:
    page = as_role("editor")
    bad = tmp_path / "drawing.png"
    bad.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    page.goto("/admin/images/add/")
    page.set_input_files("input[type=file]", str(bad))
    page.locator("form[enctype] button[type=submit]").click()
    expect(page.get_by_text("طرح SVG پذیرفته نمی‌شود").first).to_be_visible()


def test_a_day_of_a_filter_is_clicked_in_a_jalali_calendar(as_role: Any, add_url: str) -> None:
    page = as_role("editor")
    page.goto(f"/admin/pages/{add_url.split('/')[-2]}/", wait_until="networkidle")
    page.locator("#filters-drilldown [data-w-dropdown-target=toggle]").click()
    page.locator("[aria-controls='drilldown-id_latest_revision_created_at']").first.click()
    first = page.locator("[name=latest_revision_created_at_from]")
    first.click()
    page.locator("jdp-container .jdp-btn-today").click()
    expect(first).to_have_value(re.compile("^۱۴[۰-۹]{2}/[۰-۹]{2}/[۰-۹]{2}$"))
    expect(page.locator(".w-active-filters")).to_contain_text("۱۴")
    expect(page.locator("#filters-drilldown .w-drilldown__count").first).to_have_text("۱")
    # Typing needs no calendar, and what is no day is said at the field.
    first.fill("۱۴۰۵/۱۳/۰۱")
    expect(page.locator("#drilldown-id_latest_revision_created_at [data-field-errors]")).to_contain_text(
        "روزی را بنویسید"
    )
    expect(page.locator("jdp-container")).not_to_be_visible()
