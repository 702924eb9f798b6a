"""Before a bulk action a page asks; what an action unpublished comes back as it was, page by page."""

import copy
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import BulkRun, CaseStudyPage
from cases.permissions import Role
from cases.services.bulk_runs import begin_bulk
from cases.services.imports.cases import ImportOptions, import_cases
from home.services.task_queue import run_jobs
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
CITY = "/admin/reports/cases/city/"
WORDS = {"fa": "خوانندگان دیگر آنها را نمی‌یابند", "en": "Readers no longer find them", "ar": "لن يجدها القراء"}


@pytest.fixture
def pages(foundation: None, starter_records: list[dict[str, Any]]) -> list[CaseStudyPage]:
    """Two public cases, in three languages."""
    import_cases(as_file(copy.deepcopy(starter_records[:2])), ImportOptions(publish=True))
    return list(CaseStudyPage.objects.order_by("pk"))


def unpublish(pages: list[CaseStudyPage], user: User) -> BulkRun:
    run = begin_bulk("unpublish", [page.pk for page in pages], user)
    run_jobs()
    run.refresh_from_db()
    return run


def undo(run: BulkRun, user: User) -> BulkRun:
    answer = browser_of(user).post(reverse("bulk_undo", args=[run.pk]))
    assert answer.status_code == 302
    run_jobs()
    return BulkRun.objects.latest("pk")


def live() -> set[int]:
    return set(CaseStudyPage.objects.live().values_list("pk", flat=True))


@pytest.mark.parametrize("language", WORDS)
def test_nothing_is_done_before_the_page_between_is_confirmed(pages: list[CaseStudyPage], language: str) -> None:
    client: Any = browser_of(person(Role.PUBLISHER, language=language))
    rows = [page.pk for page in pages[:2]]
    answer = client.post(CITY, {"action": "unpublish", "row": rows})
    html = answer.content.decode()
    assert answer.status_code == 200 and WORDS[language] in html and not BulkRun.objects.exists()
    assert all(page.title in html for page in pages[:2]) and pages[2].title not in html
    answer = client.post(CITY, {"action": "unpublish", "row": rows, "confirmed": answer.context["total"]})
    assert BulkRun.objects.get().pages == rows and answer.status_code == 302


def test_another_list_than_the_one_that_was_shown_is_asked_about_again(pages: list[CaseStudyPage]) -> None:
    client: Any = browser_of(person(Role.PUBLISHER))
    answer = client.post(CITY, {"action": "unpublish", "everything": "1", "confirmed": str(len(pages) - 1)})
    assert answer.status_code == 200 and answer.context["total"] == str(len(pages)) and not BulkRun.objects.exists()


def test_the_page_between_shows_the_first_of_many_and_those_with_nothing_to_do(pages: list[CaseStudyPage]) -> None:
    client: Any = browser_of(person(Role.PUBLISHER))
    pages[0].unpublish()
    with CaptureQueriesContext(connection) as captured:
        html = client.post(CITY, {"action": "unpublish", "everything": "1"}).content.decode()
    assert "(to 1 of them there is nothing to do)" in html and len(captured) < 40


def test_what_was_unpublished_comes_back_as_readers_saw_it(pages: list[CaseStudyPage]) -> None:
    publisher = person(Role.PUBLISHER)
    with_draft = pages[0]
    public = with_draft.title
    with_draft.save_revision().publish()
    with_draft.title = "A newer draft"
    with_draft.save_revision(user=publisher)
    before = live()
    run = unpublish(pages, publisher)
    assert run.result["done"] == len(pages) and not live()
    html = browser_of(publisher).get(reverse("bulk_run", args=[run.pk])).content.decode()
    assert f"Publish these {len(pages)} again" in html
    back = undo(run, publisher)
    assert back.result["done"] == len(pages) and back.undoes == run and live() == before
    fresh = CaseStudyPage.objects.get(pk=with_draft.pk)
    assert fresh.title == public and fresh.has_unpublished_changes
    assert fresh.get_latest_revision_as_object().title == "A newer draft"
    assert "again" not in browser_of(publisher).get(reverse("bulk_run", args=[run.pk])).content.decode()


def test_what_somebody_changed_published_or_locked_since_is_left_and_named(pages: list[CaseStudyPage]) -> None:
    publisher = person(Role.PUBLISHER)
    apart = CaseStudyPage.objects.get(pk=pages[3].pk)
    apart.unpublish()
    pages[1].save_revision().publish()
    run = unpublish(pages, publisher)
    assert not run.withdrawals.filter(page=apart.pk).exists(), "it was a draft before"
    edited, republished, locked = (CaseStudyPage.objects.get(pk=page.pk) for page in pages[:3])
    edited.save_revision(user=publisher, log_action=True)
    republished.get_latest_revision().publish()  # and withdrawn again, as it was
    CaseStudyPage.objects.get(pk=republished.pk).unpublish()
    CaseStudyPage.objects.filter(pk=locked.pk).update(locked=True, locked_by=person(Role.EDITOR))
    back = undo(run, publisher)
    assert {item["pk"]: item["code"] for item in back.result["named"]} == {
        edited.pk: "changed", republished.pk: "changed", locked.pk: "locked",
    }  # fmt: skip
    assert live() == {page.pk for page in pages[4:]}


def test_each_page_is_asked_anew_whether_the_person_may(pages: list[CaseStudyPage]) -> None:
    publisher = person(Role.PUBLISHER)
    run = unpublish(pages, publisher)
    publisher.groups.clear()
    publisher.groups.add(person(Role.EDITOR).groups.get())
    back = undo(run, publisher)
    assert {item["code"] for item in back.result["named"]} == {"not_permitted"} and not live()


def test_nobody_undoes_what_another_did_and_nothing_is_undone_twice(pages: list[CaseStudyPage]) -> None:
    publisher = person(Role.PUBLISHER)
    run = unpublish(pages[:1], publisher)
    other = browser_of(person(Role.PUBLISHER, "other"))
    assert other.post(reverse("bulk_undo", args=[run.pk])).status_code in (302, 403) and BulkRun.objects.count() == 1
    undo(run, publisher)
    browser_of(publisher).post(reverse("bulk_undo", args=[run.pk]))
    assert BulkRun.objects.count() == 2


def test_cases_unpublished_together_in_the_tree_can_be_undone_too(pages: list[CaseStudyPage]) -> None:
    client = browser_of(person(Role.PUBLISHER))
    query = "&".join(f"id={page.pk}" for page in pages[:2])
    address = f"/admin/bulk/wagtailcore/page/unpublish/?{query}&next=/admin/"
    html = client.get(address).content.decode()
    assert "2 pages" in html and "links to them lead nowhere" in html
    answer = client.post(address)
    run = BulkRun.objects.get()
    assert answer["Location"] == reverse("bulk_run", args=[run.pk]) and set(run.pages) == {
        page.pk for page in pages[:2]
    }


@pytest.mark.parametrize(("action", "words"), [("delete", "They go for good"), ("move", "Their addresses change"),
                                               ("publish", "without anybody")])  # fmt: skip
def test_wagtails_own_pages_between_say_number_and_consequence(
    pages: list[CaseStudyPage], action: str, words: str
) -> None:
    if action == "publish":
        pages[0].unpublish()
    client = browser_of(person(Role.SUPERUSER))
    html = client.get(f"/admin/bulk/wagtailcore/page/{action}/?id={pages[0].pk}&next=/admin/").content.decode()
    assert words in html and "1 page" in html and pages[0].title in html


def test_a_draft_that_was_newer_than_the_public_text_stays_the_newest(pages: list[CaseStudyPage]) -> None:
    user, page = person(Role.PUBLISHER), pages[0]
    assert page.live_revision_id is None, "as imported"
    draft = page.get_latest_revision_as_object()
    draft.lessons = "Only in the draft."
    draft.save_revision(user=person(Role.EDITOR, "e"))
    undo(unpublish([page], user), user)
    page.refresh_from_db()
    assert page.live and page.lessons != "Only in the draft." and page.has_unpublished_changes
    assert page.get_latest_revision_as_object().lessons == "Only in the draft."
