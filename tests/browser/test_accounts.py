"""Journeys of an account, without a script: from sign-up to leaving; and its pages for those who see or hear them."""

import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations, watch
from tests.browser.conftest import Site
from tests.cases.people.visiting import app_code

PASSWORD = "quiet lantern over water 7"
WORDS = {
    "fa": {"name": "مینا راد", "account": "حساب من", "left": "نامتان از این سایت رفت", "this": "همین نشست"},
    "en": {"name": "Mina Rad", "account": "My account", "left": "your name is gone", "this": "this one"},
    "ar": {"name": "مينا راد", "account": "حسابي", "left": "زال اسمكم", "this": "هذه الجلسة"},
}
DOORS = ("login/", "signup/", "login/code/", "password/reset/")
OWN = ("", "profile/", "email/", "password/change/", "second-factor/", "second-factor/recovery-codes/",
       "second-factor/recovery-codes/generate/", "second-factor/totp/deactivate/", "second-factor/webauthn/",
       "second-factor/webauthn/add/", "second-factor/reauthenticate/", "reauthenticate/", "reauthenticate/code/",
       "sessions/", "data/", "delete/", "logout/")  # fmt: skip


def code_of(site: Site, address: str) -> str:
    """Code of the last mail to an address, in the folder that stands for a mail server."""
    mails = [path.read_text(encoding="utf-8") for path in sorted((site.folder / "mail").glob("*.log"))]
    mine = [text for text in mails if address in text]
    found = re.findall(r"^\s*(\d{8})\s*$", mine[-1], re.M)
    return str(found[-1])


def send(page: Page) -> None:
    """Sends the form of the page."""
    page.locator("main form.account__form button[type=submit]").first.click()


def sign_up(page: Page, site: Site, language: str, address: str, here: str = "") -> None:
    """Makes an account, and is logged in to it."""
    page.goto(f"{here}/{language}/account/signup/")
    page.fill("[name=name]", WORDS[language]["name"])
    page.fill("[name=email]", address)
    page.fill("[name=password1]", PASSWORD)
    page.check("[name=agreed]")
    send(page)
    page.wait_for_url(re.compile("/confirm-email/$"))
    page.fill("[name=code]", code_of(site, address))
    send(page)
    page.wait_for_url(re.compile(f"/{language}/account/$"))


def set_up_app(page: Page, language: str) -> str:
    """Sets up an app; its secret."""
    page.goto(f"/{language}/account/second-factor/totp/activate/")
    page.fill("[name=password]", PASSWORD)
    send(page)
    secret = page.locator(".account__key").inner_text()
    page.fill("[name=code]", app_code(secret))
    send(page)
    page.wait_for_url(re.compile("/recovery-codes/$"))
    return secret


@pytest.mark.parametrize("language", ["fa", "en"])
def test_from_sign_up_to_leaving(open_page: Any, site: Site, language: str) -> None:
    page, address, words = (
        open_page(java_script_enabled=False),
        f"{language}-{time.time()}@city.example",
        WORDS[language],
    )
    sign_up(page, site, language, address)
    assert words["account"] in page.locator(".account-link").inner_text()
    secret = set_up_app(page, language)
    assert page.locator(".account__codes li").count() == 10
    page.goto(f"/{language}/account/")
    page.locator("main form[action*=logout] button").click()
    page.fill("[name=login]", address)
    page.fill("[name=password]", PASSWORD)
    send(page)
    page.wait_for_url(re.compile("/second-factor/authenticate/$"))
    page.fill("[name=code]", app_code(secret, 1))
    send(page)
    page.wait_for_url(re.compile(f"/{language}/account/$"))
    page.goto(f"/{language}/account/sessions/")
    assert words["this"] in page.locator("main").inner_text() and "Chrome" in page.locator("main").inner_text()
    page.goto(f"/{language}/account/delete/")
    page.fill("[name=password]", PASSWORD)
    send(page)
    page.check("[name=is_meant]")
    send(page)
    assert words["left"] in page.locator(".told").inner_text()


def broken(page: Page) -> list[Any]:
    """What of a page breaks the rules, light and dark, and whether it is wider than a telephone."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [(page.url, scheme, one) for one in violations(page)]
    page.set_viewport_size({"width": 320, "height": 700})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found + ([(page.url, "wide", width)] if width > 320 else [])


@pytest.mark.parametrize("language", WORDS)
def test_every_page_can_be_seen_and_heard(open_page: Any, site: Site, language: str) -> None:
    page = open_page(bypass_csp=True, viewport={"width": 1280, "height": 900})
    watch(page)
    found = []
    for way in DOORS:
        page.goto(f"/{language}/account/{way}")
        found += broken(page)
    page.goto(f"/{language}/account/signup/")
    send(page)
    found += broken(page)
    address = f"seen-{language}-{time.time()}@city.example"
    sign_up(page, site, language, address)
    page.goto(f"/{language}/account/second-factor/totp/activate/")
    page.fill("[name=password]", PASSWORD)
    send(page)
    found += broken(page)
    set_up = app_code(page.locator(".account__key").inner_text())
    page.fill("[name=code]", set_up)
    send(page)
    for way in OWN:
        page.goto(f"/{language}/account/{way}")
        found += broken(page)
    assert found == []


def test_a_passkey_is_added_by_a_browser(open_page: Any, site: Site) -> None:
    """Chromium's own virtual key, at the name of this machine that passkeys may be of."""
    page: Page = open_page()
    here = site.url.replace("127.0.0.1", "localhost")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_up(page, site, "en", f"key-{time.time()}@city.example", here)
    page.goto(f"{here}/en/account/second-factor/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    send(page)
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile("/recovery-codes/$"))
    page.goto(f"{here}/en/account/")
    page.locator("main form[action*=logout] button").click()
    page.click("#passkey_login")
    page.wait_for_url(re.compile("/en/account/$"))
