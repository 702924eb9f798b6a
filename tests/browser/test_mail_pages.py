"""Pages that links in mails lead to, and those of administrators about mail that came in, keep axe-core's rules."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.conftest import Site, log_in

# People who may edit a text; a link of each that holds and one that has ended; a mail that came in.
PREPARE = """
import json
from datetime import timedelta
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.utils import timezone
from wagtail.users.models import UserProfile
from cases.messages.services.action_links.links import make_action_link
from cases.messages.services.action_links.quiet_comments import QUIET_COMMENTS, quiet_link
from cases.messages.services.incoming.placing import take_mail
from cases.models import CaseStudyPage
from cases.permissions import GROUPS, Role
page = CaseStudyPage.objects.filter(locale__language_code="fa").order_by("pk")[0]
mail = take_mail("From: a@b.example\\r\\nSubject: سلام\\r\\n\\r\\nHello, where does this belong?".encode())
found = {"mail": mail.pk}
for language, _name in settings.LANGUAGES:
    user = User.objects.create_user(f"mails-{language}", f"mails-{language}@city.example")
    user.groups.add(Group.objects.get(name=GROUPS[Role.EDITOR]))
    UserProfile.objects.create(user=user, preferred_language=language)
    ended = make_action_link(QUIET_COMMENTS, user, page, until=timezone.now() - timedelta(days=1))
    links = quiet_link(user, page), ended, ended.replace(ended.rstrip("/").rpartition("/")[2], "x" * 32)
    found[language] = ["/" + link.split("/", 3)[3] for link in links]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def made(site: Site) -> dict[str, Any]:
    """Addresses of links by language, and the key of a mail."""
    found: dict[str, Any] = json.loads(site.manage("shell", "-v0", "-c", PREPARE))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_links_of_mails(page: Page, made: dict[str, Any], language: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    axe.watch(page)
    for link, status in zip(made[language], (200, 410, 404), strict=True):
        response = page.goto(link)
        assert response is not None and response.status == status, link
        assert axe.violations(page) == [], link
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(made[language][0])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if scheme == "dark":
        with page.expect_navigation():
            page.locator("main form button").click()
        assert axe.violations(page) == []
        with page.expect_navigation():  # takes it back, so that the next run finds what this one did
            page.locator("main form button").click()


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_mail_that_came_in(page: Page, site: Site, made: dict[str, Any], language: str) -> None:
    log_in(page, site, language)
    axe.watch(page)
    for place in ("messages/received/", f"messages/received/{made['mail']}/", "messages/", "messages/templates/"):
        response = page.goto(f"/admin/{place}", wait_until="networkidle")
        assert response is not None and response.status == 200, place
        assert axe.violations(page, within="main") == [], place
