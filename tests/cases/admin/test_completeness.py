"""What is missing is named where editors look, and nothing incomplete is published by any way."""

from typing import Any

import pytest
from django.test import Client

from cases.models import CaseStudyPage
from cases.permissions import Role
from cases.selectors.completeness import completeness
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.reviewing import act, is_live, submit
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def test_an_empty_page_lacks_everything_and_a_whole_one_nothing(page: CaseStudyPage) -> None:
    assert completeness(page).is_complete and completeness(page).done == len(CaseStudyPage.REQUIRED)
    assert CaseStudyPage().missing() == [name for name in CaseStudyPage.REQUIRED if name != "pictures"]


@pytest.mark.parametrize(
    "field", [name for name in CaseStudyPage.REQUIRED if name not in ("city", "topics", "pictures")]
)
def test_each_promise_is_missed(page: CaseStudyPage, field: str) -> None:
    setattr(page, field, [] if field == "sources" else "")
    state = completeness(page)
    assert page.missing() == [field] and state.missing[0].anchor.startswith(
        "sources" if field == "sources" else f"id_{field}"
    )


def test_the_form_names_what_is_missing_in_the_language_of_the_editor(page: CaseStudyPage) -> None:
    page.limits = ""
    page.save_revision(clean=False)
    for language, name in (("fa", "محدودیت‌ها و ناکامی‌ها"), ("en", "Limits and failures")):
        client = browser_of(person(Role.EDITOR, language, language))
        for url in (f"/admin/pages/{page.pk}/edit/", f"/admin/cases/{page.pk}/completeness/"):
            assert f'<a href="#id_limits">{name}</a>' in client.get(url).content.decode(), (language, url)


def test_only_who_may_edit_a_draft_sees_what_it_lacks(page: CaseStudyPage) -> None:
    url = f"/admin/cases/{page.pk}/completeness/"
    assert browser_of(person(Role.TAXONOMY_KEEPER)).get(url).status_code in (302, 403)
    assert Client().get(url).status_code == 302


def test_what_became_incomplete_while_reviewed_is_not_approved(page: CaseStudyPage) -> None:
    submit(page, person(Role.AUTHOR))
    act(page, browser_of(person(Role.EDITOR)))
    page.transfer = ""
    page.save_revision(clean=False)
    publisher = browser_of(person(Role.PUBLISHER))
    act(page, publisher)
    assert not is_live(page)
    screen = publisher.get(f"/admin/pages/{page.pk}/edit/?incomplete=1").content.decode()
    assert "It cannot be approved yet" in screen


@pytest.mark.parametrize("descendants", [False, True])
def test_nothing_incomplete_is_published_among_many(page: CaseStudyPage, descendants: bool) -> None:
    page.limits = ""
    page.save_revision(clean=False)
    chosen = page.get_parent() if descendants else page
    client = browser_of(person(Role.SUPERUSER))
    url = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={chosen.pk}"
    answer = client.post(url, {"include_descendants": "on"}, follow=True)
    assert page.title in answer.content.decode() and not is_live(page)


def test_a_scheduled_text_appears_at_its_time_and_not_before(starter_records: list[dict[str, Any]]) -> None:
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    import_cases(as_file(starter_records[:1]), ImportOptions(publish=False))
    scheduled: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code="en")
    scheduled.go_live_at = timezone.now() + timedelta(hours=1)
    submit(scheduled, person(Role.AUTHOR))
    act(scheduled, browser_of(person(Role.EDITOR)))
    act(scheduled, browser_of(person(Role.PUBLISHER)))
    call_command("publish_scheduled")
    assert not is_live(scheduled)
    revision = CaseStudyPage.objects.get(pk=scheduled.pk).scheduled_revision
    assert revision is not None
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert is_live(scheduled)
