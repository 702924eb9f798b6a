"""How cases are kept true, in a browser: a reader reports a problem, an editor answers, a city says what holds."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Site

# A case of one's own, since others look at those of the collection: its city, who wrote it, an expert, a question.
PREPARE = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from cases.models import CaseStudyPage
from cases.people.models import Expert
from cases.people.services.memberships import begin
from cases.review.models import FreshnessQuestion
from cases.review.services.kept_true.holds_link import holds_links
from wagtail.users.models import UserProfile
key, language, slug = "@@", "##", "%%"
def session(name):
    user, _made = User.objects.get_or_create(username=f"{name}-{key}", email=f"{name}-{key}@example.org")
    UserProfile.objects.get_or_create(user=user, preferred_language=language)
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store.create()
    return user, store.session_key
page = CaseStudyPage.objects.get(slug=slug, locale__language_code=language)
writer, judge = session("writer"), session("judge")
begin(page.city, writer[0], "contributor", None)
Expert.objects.create(person=judge[0], languages=["fa", "en"], agreed_on=timezone.localdate())
now = timezone.now()
FreshnessQuestion.objects.filter(case=page.case, settled_at=None).delete()
question = FreshnessQuestion.objects.create(case=page.case, asked_at=now, stage_at=now)
link = holds_links(writer[0], question)["holds_url"]
print(json.dumps({
    "code": page.case.code, "question": question.pk, "link": "/" + link.split("/", 3)[3],
    "sessions": {"writer": writer[1], "judge": judge[1]},
}))
"""
ANSWER = """
from django.contrib.auth.models import User
from cases.review.models import ProblemReport
from cases.review.services.kept_true.problems import answer_problem
report = ProblemReport.objects.filter(case__code="@@").latest("pk")
answer_problem(report, User.objects.get(username="admin"), state="mended", answer="درست شد. · Mended.")
"""


def prepare(site: Site, key: str, language: str, slug: str) -> Any:
    told = PREPARE.replace("@@", key).replace("##", language).replace("%%", slug)
    return json.loads(site.manage("shell", "-v0", "-c", told))


def log_in(page: Page, site: Site, key: str) -> None:
    """Gives the browser somebody's session."""
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": site.url}])


@pytest.mark.parametrize(
    ("language", "slug", "said"),
    [
        ("fa", "milan-food-waste-collection", ["به دست ویراستاران رسید", "اصلاح شد", "تأیید کرد که همچنان درست است"]),
        ("en", "ljubljana-zero-waste", ["the editors have it", "Mended", "that this still holds"]),
    ],
)
def test_a_reader_reports_and_a_city_confirms(
    open_page: Any, site: Site, language: str, slug: str, said: list[str]
) -> None:
    made = prepare(site, language, language, slug)
    reader: Page = open_page(viewport={"width": 360, "height": 780})
    reader.goto(f"/{language}/cases/{slug}/")
    reader.locator(f'#problem a[href*="/problem/{made["code"]}/"]').click()
    reader.locator("main button[type=submit]").click()
    expect(reader.locator("main [role=alert]")).to_be_visible()
    reader.goto(f"/{language}/problem/{made['code']}/")
    reader.locator('[name=reason][value="source"]').check()
    reader.locator("[name=text]").fill("پیوند دوم باز نمی‌شود")
    reader.locator("main button[type=submit]").click()  # once the puzzle is solved, the form goes by itself
    expect(reader.locator("main [role=status]")).to_contain_text(said[0], timeout=60_000)
    assert reader.evaluate("document.documentElement.scrollWidth") <= 360
    site.manage("shell", "-v0", "-c", ANSWER.replace("@@", made["code"]))
    reader.reload()
    expect(reader.locator("main")).to_contain_text(said[1])

    writer: Page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 780})
    writer.goto(made["link"])
    writer.locator('[name=answer][value="ended"]').check()
    writer.locator("main form button").click()
    assert writer.locator('[name=answer][value="ended"]').is_checked(), "what was typed is kept"
    writer.locator('[name=answer][value="right"]').check()
    writer.locator("main form button").click()
    expect(writer.locator("main [role=status]")).to_be_visible()
    reader.goto(f"/{language}/cases/{slug}/")
    expect(reader.locator(".light--confirmed")).to_contain_text(said[2])


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_the_pages_keep_the_rules_in_light_and_dark(open_page: Any, site: Site, language: str) -> None:
    made = prepare(site, f"x{language}", language, "vienna-social-housing")
    page: Page = open_page(viewport={"width": 360, "height": 780}, bypass_csp=True)
    axe.watch(page)
    for who, places in {
        "": ["evidence/", f"problem/{made['code']}/", "cases/delhi-brt-corridor/", "cases/istanbul-metrobus/"],
        "writer": [f"cases-of-cities/{made['question']}/", made["link"].split("/", 2)[2]],
        "judge": [f"opinion/{made['code']}/"],
    }.items():
        if who:
            log_in(page, site, made["sessions"][who])
        for place in places:
            page.emulate_media(color_scheme="light")
            page.goto(f"/{language}/{place}")
            assert axe.violations(page, within="main") == [], place
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, place
            page.emulate_media(color_scheme="dark")
            assert axe.violations(page, ["cat.color"], within="main") == [], f"{place} in the dark"
