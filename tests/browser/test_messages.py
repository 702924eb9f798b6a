"""Messages in a browser: one arrives, the bell says so, it is read, its pace is chosen, and mails are turned off."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from . import axe
from .conftest import Site, log_in_as

SAY = """
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from wagtail.users.models import UserProfile
from cases.messages.services.notify import notify
from cases.messages.services.reading import mark_all_read
from cases.messages.services.stop_links import stop_token
from cases.messages.causes.comments import COMMENTS
from cases.messages.causes.cities import MEMBERS
from cases.messages.services.preferences import choose
from cases.models import City
from cases.messages.choices import Pace
user = User.objects.get(username="editor")
user.email = "editor@example.org"
user.save()
EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "%s"})
choose(MEMBERS, Pace.AT_ONCE, person=user)
mark_all_read(user)  # of other journeys
city = City.objects.order_by("slug")[0]
(made,) = notify("city.decided", [user], city, context=lambda: {"city": city.name("%s"), "role": "x", "approved": True})
print(made.pk, stop_token(user.pk, "", ["members"]))
"""
WORDS = {
    "fa": ("پیام‌ها", "گزینش رایانامه‌هایی که می‌گیرید", "گزینش شما ثبت شد.", "خاموش کردن", "خاموش شد:"),
    "en": ("Messages", "Choose which mails you get", "Your choice is kept.", "Turn them off", "Turned off:"),
}


def begin(site: Site, language: str) -> list[str]:
    """A message to the editor; its key in the database and the secret of the link that turns such mails off."""
    return site.manage("shell", "-v0", "-c", SAY % (language, language)).split()


@pytest.mark.parametrize("language", WORDS)
def test_a_message_arrives_and_its_kind_is_turned_off(language: str, page: Page, site: Site) -> None:
    title, choose, kept, turn_off, is_off = WORDS[language]
    _pk, token = begin(site, language)
    log_in_as(page, "editor", site.password("editor"))
    page.goto(f"/{language}/")
    bell = page.locator(".bell")
    expect(bell.locator(".bell__count")).to_be_visible()
    bell.click()
    expect(page.locator("h1")).to_have_text(title)
    page.locator(".messages__item--new a").first.click()
    expect(page.locator(".messages__body")).not_to_be_empty()
    expect(page.locator(".bell__count")).to_have_count(0)
    page.get_by_role("link", name=choose).click()
    select = page.locator("select[name=members]")
    expect(select).to_have_value("once")
    select.select_option("weekly")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main [role=status]")).to_have_text(kept)
    expect(select).to_have_value("weekly")
    page.context.clear_cookies()
    page.goto(f"/{language}/messages/stop/{token}/")
    page.get_by_role("button", name=turn_off).click()
    expect(page.locator("main [role=status]")).to_have_text(is_off)
    log_in_as(page, "editor", site.password("editor"))
    page.goto(f"/{language}/messages/settings/")
    expect(page.locator("select[name=members]")).to_have_value("off")


def test_whoever_runs_the_site_follows_a_mail_without_a_server(page: Page, site: Site) -> None:
    pk, _token = begin(site, "en")
    log_in_as(page, "admin", site.password("admin"))
    page.goto("/admin/messages/")
    for _attempt in range(40):  # the process that serves looks every few seconds
        page.goto(f"/admin/messages/{pk}/")
        if page.locator("dt", has_text=re.compile("^(Sent|فرستاده‌شده)$")).count():
            break
        page.wait_for_timeout(500)
    page.goto("/admin/messages/kept/")
    page.locator("main tbody a").first.click()
    expect(page.locator(".mail-text")).to_contain_text("/en/messages/stop/")
    frame = page.frame_locator(".mail-frame")
    expect(frame.locator("body")).to_contain_text("Hello")


SITE_PAGES = ("messages/", "messages/{key}/", "messages/settings/", "messages/stop/{token}/", "messages/stop/none/")
ADMIN_PAGES = (
    "messages/", "messages/{pk}/", "messages/templates/", "messages/templates/workflow.waiting/{language}/",
    "messages/kept/",
)  # fmt: skip
KEY = "from cases.messages.models import Message; print(Message.objects.get(pk=%s).key)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_no_page_breaks_a_rule(language: str, scheme: Any, open_page: Any, site: Site) -> None:
    pk, token = begin(site, language)
    key = site.manage("shell", "-v0", "-c", KEY % pk).strip()
    page: Page = open_page(viewport={"width": 360, "height": 800}, color_scheme=scheme, bypass_csp=True)
    axe.watch(page)
    log_in_as(page, "editor", site.password("editor"))
    for path in SITE_PAGES:
        page.goto(f"/{language}/" + path.format(key=key, token=token))
        assert axe.violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.context.clear_cookies()
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in_as(page, f"reader-{language}", site.password("admin"))
    for path in ADMIN_PAGES:
        page.goto("/admin/" + path.format(pk=pk, language=language))
        assert axe.violations(page) == [], path
