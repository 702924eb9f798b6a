"""Members of a city in a browser: invited, become contributors, leave and hand over; pages that everyone can use."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Site

# People of two cities, each with a session: how one logs in is told elsewhere.
PREPARE = """
import json
from datetime import date
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from cases.models import City, Topic
from cases.people.models import Expert
from cases.people.services.city_invitations import invite
from cases.people.services.membership_requests import ask_to_join
from cases.people.services.memberships import begin
key = "@@"
def session(name):
    user, _made = User.objects.get_or_create(username=f"{name}-{key}", email=f"{name}-{key}@example.org")
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store.create()
    return user, store.session_key
made = {name: session(name) for name in ("boss", "mina", "sara", "omid")}
names = [
    {"en": f"Roodan {key}", "fa": "رودان", "ar": "رودان"}, {"en": f"Sarvabad {key}", "fa": "سروآباد", "ar": "سروآباد"},
]
cities = [
    City.objects.create(slug=f"{slug}-{key}", code_prefix=f"{letter}{key.upper()}", names=name, country="IR")
    for slug, letter, name in zip(("roodan", "sarvabad"), "RS", names)
]
boss, expert = made["boss"][0], Expert.objects.create(person=made["boss"][0], languages=["fa"], agreed_on=date.today())
expert.topics.set(Topic.objects.all()[:2])
mine = begin(cities[0], boss, "coordinator", None)
begin(cities[1], made["mina"][0], "reader", None)
heir = begin(cities[0], made["omid"][0], "reader", None)
asked = ask_to_join(cities[0], made["sara"][0], "reader", "Planner")
print(json.dumps({
    "sessions": {name: key for name, (_user, key) in made.items()}, "mine": mine.pk, "heir": heir.pk,
    "request": asked.pk, "heir_person": made["omid"][0].pk,
}))
"""
# The mail has the link; here its secret becomes one that is known.
KNOWN_SECRET = """
from cases.people.models import CityInvitation
from cases.written.secrets import digest_of
address = "{address}"
CityInvitation.objects.filter(email=address, revoked_at=None).update(digest=digest_of("secret-" + address))
"""


@pytest.fixture(scope="module")
def prepared(site: Site) -> Any:
    """Makes people and cities, by two letters that tell them from others."""

    def of(key: str) -> Any:
        return json.loads(site.manage("shell", "-v0", "-c", PREPARE.replace("@@", key)))

    return of


def log_in(page: Page, site: Site, key: str) -> None:
    """Gives the browser somebody's session."""
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": site.url}])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fa", ["دعوت در راه", "اکنون عضو", "همکار", "را ترک کردید", "آخرین هماهنگ‌کننده", "کارهای باز به"]),
        ("en", ["on its way", "You are a member", "Contributor", "You have left", "last coordinator", "takes over"]),
    ],
)
def test_a_coordinator_invites_a_person_joins_and_both_leave(
    open_page: Any, site: Site, prepared: Any, language: str, said: list[str]
) -> None:
    made = prepared(language)
    of, address = f"/{language}/cities/roodan-{language}/members/", f"mina-{language}@example.org"
    boss: Page = open_page(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    mina: Page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 780})
    log_in(boss, site, made["sessions"]["boss"])
    boss.goto(of)
    boss.locator(f'a[href="{of}invite/"]').click()
    boss.locator("[name=email]").fill(address)
    boss.locator("[name=note]").fill("سلام")
    boss.locator("main form button[type=submit]").click()
    expect(boss.locator(".members__told")).to_contain_text(said[0])
    site.manage("shell", "-v0", "-c", KNOWN_SECRET.format(address=address))

    mina.goto(f"/{language}/invitations/secret-{address}/")
    expect(mina.locator("main")).to_contain_text(address)
    assert mina.locator("main form").count() == 0, "one has to log in first"
    log_in(mina, site, made["sessions"]["mina"])
    mina.goto(f"/{language}/invitations/secret-{address}/")
    mina.locator("main form button").click()
    expect(mina.locator(".members__told")).to_contain_text(said[1])
    mina.goto(f"/{language}/my-cities/")
    assert mina.locator(".people__row").count() == 2, "two roles at once"
    expect(mina.locator("main")).to_contain_text(said[2])
    assert mina.evaluate("document.documentElement.scrollWidth") <= 360
    mina.locator('a[href*="/roodan-"][href$="/end/"]').click()
    mina.locator("main form button").click()
    expect(mina.locator(".members__told")).to_contain_text(said[3])
    assert mina.locator(".people__ways a").count() == 1, "the other city stays"

    boss.goto(f"{of}invite/")
    boss.locator("[name=email]").fill("another@example.org")
    boss.locator("main form button[type=submit]").click()
    boss.goto(f"{of}{made['mine']}/end/")
    expect(boss.locator("main")).to_contain_text(said[4])
    boss.locator(f'[value="member-{made["heir_person"]}"]').check()
    boss.locator("main form button").click()
    expect(boss.locator(".members__told")).to_contain_text(said[5])
    boss.goto(f"/{language}/cities/roodan-{language}/members/")
    assert boss.locator(".people__row").count() == 0, "no member any more"


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_pages_keep_the_rules_in_light_and_dark(open_page: Any, site: Site, prepared: Any, language: str) -> None:
    key = f"x{language[0]}"
    made = prepared(key)
    page: Page = open_page(viewport={"width": 360, "height": 780}, bypass_csp=True)
    axe.watch(page)
    log_in(page, site, made["sessions"]["boss"])
    city = f"cities/roodan-{key}"
    for place in (
        "my-cities/", "my-cities/join/?city=rood", f"my-cities/join/sarvabad-{key}/", "my-cities/expert/",
        f"{city}/members/", f"{city}/members/invite/", f"{city}/contact/",
        f"{city}/members/requests/{made['request']}/",
        f"{city}/members/{made['heir']}/role/", f"{city}/members/{made['mine']}/end/", "invitations/none/",
    ):  # fmt: skip
        page.emulate_media(color_scheme="light")
        page.goto(f"/{language}/{place}")
        assert axe.violations(page, within="main") == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, place
        page.emulate_media(color_scheme="dark")
        assert axe.violations(page, ["cat.color"], within="main") == [], f"{place} in the dark"
