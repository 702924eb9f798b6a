"""Lists of the desk: for each person the texts that wait for them, and nothing of anybody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, TaskState

from cases.models import CaseStudyPage
from cases.permissions import Role
from cases.selectors.desk.lists import BY_NAME, LISTS
from home.models import PlainPage
from tests.cases.reviewing import act, submit
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
REMARK = "The cost has no <b>source</b>\nand no year"


def titles(name: str, user: User) -> list[str]:
    user = User.objects.get(pk=user.pk)  # rights are remembered with a user
    return [page.title for page in BY_NAME[name].found(user)]


def decide(page: CaseStudyPage, by: User, action: str, remark: str = "") -> None:
    state = CaseStudyPage.objects.get(pk=page.pk).current_workflow_task_state
    assert state is not None
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    assert browser_of(by).post(url, {"comment": remark}).status_code == 302


def people() -> dict[Role, User]:
    return {role: person(role) for role in Role}


def test_a_text_stands_on_the_desks_of_those_whose_turn_it_is(page: CaseStudyPage) -> None:
    by = people()
    page.owner = by[Role.AUTHOR]
    page.save()

    def where() -> dict[str, set[Role]]:
        return {found.name: {role for role, user in by.items() if titles(found.name, user)} for found in LISTS}

    page.save_revision(user=by[Role.AUTHOR])
    assert where() == {
        "to-decide": set(), "came-back": set(), "late": set(), "drafts": {Role.AUTHOR}, "outdated": set(),
        "figures-to-decide": set(), "figures-that-came-back": set(),
    }  # fmt: skip
    submit(page, by[Role.AUTHOR])
    reviewers = {Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERUSER}
    assert where()["to-decide"] == reviewers and where()["drafts"] == {Role.AUTHOR}
    decide(page, by[Role.EDITOR], "reject", REMARK)
    assert where()["to-decide"] == set() and where()["came-back"] == {Role.AUTHOR} and where()["drafts"] == set()
    state = CaseStudyPage.objects.get(pk=page.pk).current_workflow_state
    assert state is not None
    state.resume(by[Role.AUTHOR])
    decide(page, by[Role.EDITOR], "approve")
    assert where()["to-decide"] == reviewers - {Role.EDITOR} and where()["came-back"] == set()
    decide(page, by[Role.PUBLISHER], "approve")
    assert not any(where().values())


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERUSER])
def test_the_list_to_decide_is_what_the_rights_of_each_text_say(page: CaseStudyPage, role: Role) -> None:
    """Own texts, written before or while it was reviewed, and after a publication."""
    user, author = person(role, "me"), person(Role.AUTHOR)
    pages = list(CaseStudyPage.objects.order_by("pk"))[:3]
    corrected, partly, own = pages
    submit(corrected, author)
    corrected.save_revision(user=user)  # while it is reviewed: a correction
    partly.save_revision(user=user)
    submit(partly, author)
    submit(own, user)
    for text in pages:
        fresh = CaseStudyPage.objects.get(pk=text.pk)
        task = fresh.current_workflow_task
        assert task is not None
        expected = any(name == "approve" for name, *_rest in task.get_actions(fresh, user))
        assert (text.title in titles("to-decide", user)) == expected, text
    assert titles("to-decide", user) == [corrected.title]


def test_who_wrote_the_public_text_may_decide_about_the_next(page: CaseStudyPage) -> None:
    writer = person(Role.EDITOR, "writer")
    submit(page, writer)
    act(page, browser_of(person(Role.EDITOR)))
    act(page, browser_of(person(Role.PUBLISHER)))
    published = CaseStudyPage.objects.get(pk=page.pk)
    submit(published, person(Role.AUTHOR))
    assert titles("to-decide", writer) == [page.title]


def test_the_desk_shows_the_remark_as_text(page: CaseStudyPage) -> None:
    author, editor = person(Role.AUTHOR), person(Role.EDITOR)
    submit(page, author)
    decide(page, editor, "reject", REMARK)
    html = browser_of(author).get("/admin/").content.decode()
    assert "The cost has no &lt;b&gt;source&lt;/b&gt;\nand no year" in html and "editor" in html
    assert (
        "came-back" in html
        and "The cost" not in browser_of(person(Role.AUTHOR, "other")).get("/admin/").content.decode()
    )


def test_a_draft_says_what_is_missing_and_a_plain_page_stands_there_too(page: CaseStudyPage) -> None:
    author = person(Role.AUTHOR)
    page.limits, page.owner = "", author
    page.save()
    plain = PlainPage.objects.order_by("pk")[0]
    plain.has_unpublished_changes, plain.owner = True, author
    plain.save()
    html = browser_of(author).get("/admin/").content.decode()
    assert "missing: limits and failures" in html and page.case.code in html and "Tehran" in html
    assert plain.title in html and "public, with changes that are not" in html


def test_late_is_what_waits_too_long_or_missed_its_time(page: CaseStudyPage, settings: Any) -> None:
    by = people()
    waiting, planned, ended = list(CaseStudyPage.objects.order_by("pk"))[:3]
    submit(waiting, by[Role.AUTHOR])
    revision = planned.save_revision(user=by[Role.EDITOR])
    ago = timezone.now() - timedelta(minutes=9)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=ago)
    CaseStudyPage.objects.filter(pk=ended.pk).update(live=True, expire_at=ago)
    assert titles("late", by[Role.EDITOR]) == [planned.title, ended.title] and titles("late", by[Role.AUTHOR]) == []
    TaskState.objects.update(started_at=timezone.now() - timedelta(days=settings.REVIEW_DAYS, minutes=1))
    assert titles("late", by[Role.PUBLISHER]) == [waiting.title, planned.title, ended.title]
    assert titles("late", by[Role.AUTHOR]) == [waiting.title] and titles("late", by[Role.TAXONOMY_KEEPER]) == []
    html = browser_of(by[Role.EDITOR]).get("/admin/").content.decode()
    assert "for 7 days" in html and "and not public yet" in html and "should not be public since" in html
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=4))
    assert planned.title not in titles("late", by[Role.EDITOR])


def test_a_whole_list_is_paged_and_another_address_is_not_there(page: CaseStudyPage) -> None:
    author = person(Role.AUTHOR)
    CaseStudyPage.objects.update(owner=author)
    client = browser_of(author)
    answer = client.get(reverse("desk_list", args=["drafts"]) + "?p=nonsense")
    assert answer.status_code == 200 and page.title in answer.content.decode()
    assert client.get(reverse("desk_list", args=["nothing"]), follow=True).status_code == 404


def test_panels_of_wagtail_that_say_the_same_are_gone(page: CaseStudyPage) -> None:
    root = person(Role.SUPERUSER)
    submit(page, person(Role.AUTHOR))
    html = browser_of(root).get("/admin/").content.decode()
    for words in ("Your most recent edits", "Awaiting your review", "w-summary__list", "in a workflow"):
        assert words not in html, words
    assert "Nothing waits" not in html and "Waiting for your decision" in html
