"""A site as the first version left it, brought up to date: nothing of it is lost, and every public page answers.

`first_version.sql.xz` is its SQLite database: set up by that version with its thesaurus and three of its cases, one of
which has a later draft, one a page that was withdrawn, one a page that was published anew; two accounts, a picture, a
document.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import Image
from wagtail.models import Page, Revision

from cases.models import Case, CaseStudyPage, City, Indicator, Measurement, Topic
from home.services.groups import ensure_groups
from home.services.plain_pages import ensure_plain_pages
from home.services.site_tree import ensure_site_tree
from search.sync.rebuild import rebuild
from tests.databases import Databases, empty, use

from .first_version import Rows, first_version
from .test_upgrade import forget_process

# A migration that looks into the database when it is imported, as each process does once, to know what comes before it.
BY_DATABASE = "wagtail_localize.migrations.0001_initial"
PROSE = ("title", "summary", "challenge", "solution", "results", "limits", "lessons", "transfer")


@pytest.fixture
def upgraded(
    databases: Databases, django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> Iterator[dict[str, Rows]]:
    """That site brought up to date; what its tables held before."""
    name = f"{databases.own}_first"
    with django_db_blocker.unblock(), empty(name), first_version(tmp_path) as ask:
        asked = {
            "prose": "SELECT page_ptr_id, p.title, " + ", ".join(PROSE[1:]) + " FROM cases_casestudypage c "
            "JOIN wagtailcore_page p ON p.id = c.page_ptr_id ORDER BY 1",
            "live": "SELECT id FROM wagtailcore_page WHERE live ORDER BY 1",
            "revisions": "SELECT id FROM wagtailcore_revision ORDER BY 1",
            "topics": "SELECT code FROM cases_topic ORDER BY 1",
            "labels": "SELECT language, kind, text FROM cases_topiclabel ORDER BY 1, 2, 3",
            "measurements": "SELECT id, value FROM cases_measurement ORDER BY 1",
            "indicators": "SELECT id FROM cases_indicator ORDER BY 1",
            "users": "SELECT username, email FROM auth_user ORDER BY 1",
        }
        before = {what: ask(query) for what, query in asked.items()}
        forget_process()
        sys.modules.pop(BY_DATABASE, None)
        call_command("migrate", verbosity=0, interactive=False)
        ensure_plain_pages(ensure_site_tree())
        ensure_groups()
        forget_process()
        yield before
        connection.close()
    use(databases.own)
    sys.modules.pop(BY_DATABASE, None)
    forget_process()


def test_nothing_is_lost_and_every_page_answers(upgraded: dict[str, Rows], settings: Any) -> None:
    rows_are_the_same(upgraded)
    people_and_files_are_there(settings)
    rebuild()
    call_command("search_check", verbosity=0)
    pages_answer(upgraded)


def rows_are_the_same(before: dict[str, Rows]) -> None:
    pages = CaseStudyPage.objects.order_by("pk")
    assert [(page.pk, *(getattr(page, name) for name in PROSE)) for page in pages] == before["prose"]
    assert set(Page.objects.filter(live=True).values_list("pk", flat=True)) >= {pk for (pk,) in before["live"]}
    assert not set(CaseStudyPage.objects.live().values_list("pk", flat=True)) - {pk for (pk,) in before["live"]}
    assert set(Topic.objects.values_list("code", flat=True)) == {code for (code,) in before["topics"]}
    labels = {label for topic in Topic.objects.all() for label in topic.labels.values_list("language", "kind", "text")}
    assert labels == set(before["labels"])
    assert list(Indicator.objects.order_by("pk").values_list("pk")) == before["indicators"]
    values = [(pk, float(value)) for pk, value in Measurement.objects.order_by("pk").values_list("pk", "value")]
    assert values == [(pk, float(value)) for pk, value in before["measurements"]]
    assert (Case.objects.count(), City.objects.count(), pages.count()) == (3, 1, 9)
    assert set(Revision.objects.values_list("pk", flat=True)) >= {pk for (pk,) in before["revisions"]}
    [later] = [page for page in pages if page.has_unpublished_changes and page.live]
    draft = later.get_latest_revision_as_object()
    assert draft.summary == "A later text that nobody has published." != later.summary
    assert draft.sources and draft.title == later.title
    assert Page.find_problems() == ([], [], [], [], [])


def people_and_files_are_there(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    for name in ("keeper", "author"):
        assert authenticate(username=name, password="a password of the first version"), name
    assert User.objects.get(username="keeper").is_superuser and User.objects.get(username="author").groups.exists()
    assert get_document_model().objects.get().title == "Plan"
    old, picture = Image.objects.get(), get_image_model().objects.get()  # Wagtail's own table had it then
    assert picture.title == old.title == "Red" and picture.file.name == old.file.name
    assert (picture.width, picture.height, picture.created_at) == (old.width, old.height, old.created_at)


def pages_answer(before: dict[str, Rows]) -> None:
    client = Client()
    found = 0
    for page in CaseStudyPage.objects.order_by("pk"):
        answer = client.get(str(page.get_url()))
        is_public = CaseStudyPage.objects.filter(case=page.case, live=True).exists()  # then at least in a frame
        assert answer.status_code == (200 if is_public else 404), page.get_url()
        found += page.live
        assert "nobody has published" not in answer.content.decode()
    assert found == 8
    for case in Case.objects.all():
        assert client.get(f"/c/{case.code}/", follow=True).status_code == 200
        assert client.get(f"/api/v1/cases/{case.code}").status_code == 200
    city, topic = City.objects.get().slug, Topic.objects.filter(case_pages__live=True)[0].code
    for language in ("fa", "en", "ar"):
        for path in ("", "search/", "search/?q=bus", "cities/", f"cities/{city}/", "topics/", f"topics/{topic}/",
                     "map/", "feed.atom", "data/", "about/", "download/cases.csv"):  # fmt: skip
            assert client.get(f"/{language}/{path}").status_code == 200, (language, path)
    for path in ("/sitemap.xml", "/sitemap-cases.xml", "/api/v1/topics", "/api/v1/search"):
        assert client.get(path).status_code == 200, path
