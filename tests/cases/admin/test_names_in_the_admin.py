"""Roles by the names that people read, titles that end in the name of the site, and a desk that says how to begin."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from cases.models import CaseStudyPage
from cases.permissions import GROUPS, Role
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.mark.parametrize(("language", "label"), [("fa", "نقش"), ("ar", "الدور")])
def test_roles_to_give_have_the_names_that_people_read(language: str, label: str) -> None:
    client, other = browser_of(person(Role.SUPERUSER, language=language)), person(Role.EDITOR)
    url = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])
    html = client.get(url, {"id": other.pk, "next": "/admin/"}).content.decode()
    options = html.split("<select", 1)[1].split("</select>", 1)[0]
    assert options.count("<option") == len(GROUPS) + 1 and label in html
    assert all(f">{name}<" not in options for name in GROUPS.values())
    group = options.split('value="')[2].split('"')[0]
    answer = client.post(f"{url}?id={other.pk}&next=/admin/", {"role": group})
    assert answer.status_code == 302 and other.groups.count() == 2


def test_titles_of_the_admin_end_in_the_name_of_the_site(settings: object) -> None:
    settings.WAGTAIL_SITE_NAME = "Cities & <b>"  # type: ignore[attr-defined]
    client = browser_of(person(Role.SUPERUSER))
    for path in ("/admin/", "/admin/pages/", "/admin/reports/cases/city/"):
        title = client.get(path).content.decode().split("<title>")[1].split("</title>")[0].strip()
        assert title.endswith(f"- {escape('Cities & <b>')}"), path
    assert "Wagtail</title>" not in client.__class__().get("/admin/login/").content.decode()


def test_an_author_who_wrote_nothing_is_told_how_to_begin(page: CaseStudyPage) -> None:
    author = person(Role.AUTHOR)
    client = browser_of(author)
    assert "You have no draft yet" in client.get("/admin/").content.decode()
    CaseStudyPage.objects.filter(pk=page.pk).update(owner=author)
    assert "You have no draft yet" not in client.get("/admin/").content.decode()
    keeper = browser_of(person(Role.TAXONOMY_KEEPER))
    assert "You have no draft yet" not in keeper.get("/admin/").content.decode()
