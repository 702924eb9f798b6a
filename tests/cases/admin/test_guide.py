"""The guide of the newsroom, in place of what Wagtail says to editors of any site."""

import re
from pathlib import Path

import pytest

from cases.permissions import Role
from cases.selectors.role_names import ROLE_NAMES
from cases.viewsets.guide import LANGUAGES
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
HEADINGS = {"fa": "از پیش‌نویس تا انتشار", "en": "From draft to public", "ar": "من المسودة إلى النشر"}
GUIDE = Path(__file__).resolve().parents[3] / "cases" / "templates" / "cases" / "admin" / "guide"


@pytest.mark.parametrize("language", HEADINGS)
def test_everybody_in_the_newsroom_reads_it_in_their_language(language: str) -> None:
    for role in (Role.AUTHOR, Role.TAXONOMY_KEEPER, Role.ADMINISTRATOR):
        client = browser_of(person(role, f"{role}-{language}", language))
        answer = client.get("/admin/cases/guide/")
        assert answer.status_code == 200 and HEADINGS[language] in answer.content.decode()
        assert "/admin/cases/guide/" in client.get("/admin/").content.decode()


def test_it_says_as_much_in_every_language() -> None:
    parts = {name: re.findall(r"<(h2|li|th|p)\b", (GUIDE / f"{name}.html").read_text("utf-8")) for name in LANGUAGES}
    assert parts["fa"] == parts["en"] == parts["ar"] and len(ROLE_NAMES) == 5


def test_what_wagtail_says_to_any_site_is_gone() -> None:
    client = browser_of(person(Role.SUPERUSER))
    html = client.get("/admin/").content.decode()
    for words in ("guide.wagtail.org", "Editor Guide", "aging-pages", "page-types-usage", "whats-new"):
        assert words not in html, words
    for name in ("aging-pages", "page-types-usage"):
        for end in ("", "results/", "?export=csv"):
            assert client.get(f"/admin/reports/{name}/{end}", follow=True).status_code == 404
