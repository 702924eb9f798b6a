"""A round of reviews in a browser: an editor invites, experts accept by link and judge, the editor decides."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Site

# An editor, three experts and a submission, each person with a session.
PREPARE = """
import json
from datetime import date
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from cases.models import City, Topic
from cases.people.models import Expert, Profile
from cases.review.models import Submission, SubmissionSection
from cases.review.services.rounds.opening import open_round
from wagtail.users.models import UserProfile
key, language = "@@", "@@"[:2]
def session(name):
    user = User.objects.create(username=f"{name}-{key}", email=f"{name}-{key}@example.org")
    UserProfile.objects.create(user=user, preferred_language=language)
    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store.create()
    return user, store.session_key
made = {name: session(name) for name in ("editor", "ada", "bea", "cem")}
editor = made["editor"][0]
editor.groups.add(Group.objects.get(name="Editors"))
topic = Topic.objects.create(code=f"rounds-{key}")
topic.labels.create(language="en", kind="preferred", text=f"Rounds {key}")
for name in ("ada", "bea", "cem"):
    expert = Expert.objects.create(person=made[name][0], languages=[language], agreed_on=date.today(), monthly_load=50)
    expert.topics.set([topic])
city = City.objects.create(
    slug=f"round-{key}", code_prefix=f"V{key.upper()}", names={"en": f"Round {key}"}, country="IR"
)
submission = Submission.objects.create(state="in_review", title=f"Lanes {key}", language=language, city=city,
    email=f"owner-{key}@example.org", sent_at=timezone.now())
SubmissionSection.objects.create(submission=submission, name="facts", answers={"topics": [topic.code]})
SubmissionSection.objects.create(submission=submission, name="snapshot", answers={"solution": "A lane was kept free."})
print(json.dumps({"round": open_round(submission, editor).pk, "sessions": {n: k for n, (_u, k) in made.items()}}))
"""
# What the mails have: a link by which each accepts, and the key of the assignment.
LINKS = """
import json
from datetime import timedelta
from django.utils import timezone
from cases.messages.services.action_links.links import make_action_link
from cases.review.models import Assignment
until = timezone.now() + timedelta(days=3)
found = Assignment.objects.filter(round={round}).select_related("person")
print(json.dumps({{a.person.username.split("-")[0]: [a.pk, make_action_link("review.accept", a.person, a, until=until)]
    for a in found}}))
"""
LETTER = {"fa": "همکار گرامی، این تجربه پذیرفته شد.", "en": "Dear colleague, your practice is accepted."}


def log_in(page: Page, site: Site, key: str) -> None:
    """Gives the browser somebody's session."""
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": site.url}])


def asked(site: Site, script: str) -> Any:
    return json.loads(site.manage("shell", "-v0", "-c", script))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_editor_invites_three_experts_judge_and_it_is_decided(open_page: Any, site: Site, language: str) -> None:
    key = f"{language}r"
    made = asked(site, PREPARE.replace("@@", key))
    editor: Page = open_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    axe.watch(editor)
    log_in(editor, site, made["sessions"]["editor"])
    place = f"/admin/rounds/{made['round']}/"
    editor.goto(place)
    boxes = editor.locator("[name=experts]")
    assert boxes.count() >= 3 and editor.locator("[name=experts]:checked").count() == 3
    editor.locator(f'form[action="{place}invite/"] button').click()
    expect(editor.locator(".round-page__experts tbody tr")).to_have_count(3)
    assert axe.violations(editor, within=".round-page") == []

    for name, (assignment, link) in asked(site, LINKS.format(round=made["round"])).items():
        expert: Page = open_page(
            viewport={"width": 360, "height": 780}, bypass_csp=True, java_script_enabled=name != "bea"
        )
        if name != "bea":
            axe.watch(expert)
        expert.goto(link[link.index("/", 8) :])
        expert.locator("[name=no_conflict]").check()
        expert.locator("main form button").click()
        log_in(expert, site, made["sessions"][name])
        expert.goto(f"/{language}/judging/{assignment}/")
        steps = expert.locator(".round__scale")
        for position in range(steps.count()):
            steps.nth(position).locator("input").nth(3).check()
        for area in expert.locator(".round__criterion textarea").all():
            area.fill("It is said in the second section.")
        expert.locator("[name=for_submitter]").fill("The costs of the second year are missing.")
        if name == "ada":
            expect(expert.locator("[data-saving-words]")).not_to_be_empty(timeout=15_000)
        if name != "bea":
            assert axe.violations(expert, within="main") == []
        assert expert.locator(".round__table").count() == 0, "scores before one's own"
        expert.locator("[name=hand_in]").click()
        expect(expert.locator(".round__table")).to_be_visible()
        assert expert.evaluate("document.documentElement.scrollWidth") <= 360

    editor.goto(f"{place}decision/?outcome=accept")
    assert editor.locator("[name=letter]").input_value().strip()
    editor.locator("[name=letter]").fill(LETTER[language])
    assert axe.violations(editor, within=".round-page") == []
    with editor.expect_navigation():
        editor.locator("[name=announce]").click()
    assert editor.locator(f'form[action="{place}invite/"]').count() == 0, "the round is over"


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_how_cases_are_reviewed_keeps_the_rules(open_page: Any, site: Site, language: str) -> None:
    page: Page = open_page(viewport={"width": 360, "height": 780}, bypass_csp=True)
    axe.watch(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"/{language}/how-cases-are-reviewed/")
        assert axe.violations(page, within="main") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
