"""Review of a text in the admin: buttons one sees, words for its state, messages of what happened, comments."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Comment

from cases.models import CaseStudyPage
from cases.permissions import Role
from cases.selectors.page_status import PageStatuses, with_statuses
from tests.cases.reviewing import act, submit
from tests.cases.roles import browser_of, person
from tests.form_fields import fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def fresh(page: CaseStudyPage) -> CaseStudyPage:
    return CaseStudyPage.objects.get(pk=page.pk)


def state(page: CaseStudyPage) -> str:
    """State of a page alone, which a list of pages says as well."""
    with override("en"):
        listed = PageStatuses().of(with_statuses(CaseStudyPage.objects.filter(pk=page.pk)).get())
        assert PageStatuses().of(fresh(page)) == listed
    return listed


def form_of(page: CaseStudyPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def footer(client: Client, page: CaseStudyPage) -> BeautifulSoup:
    found = BeautifulSoup(client.get(form_of(page)).content, "html.parser").select_one("footer")
    assert found is not None
    return found


def told(client: Client, path: str = "/admin/account/") -> str:
    """Messages on the next page."""
    html = BeautifulSoup(client.get(path).content, "html.parser")
    return " ".join(" ".join(item.get_text(" ").split()) for item in html.select(".messages li"))


def send(client: Client, page: CaseStudyPage, **pressed: str) -> Any:
    """Sends the form as it was opened, by a button."""
    answer = client.post(form_of(page), {**fields(client.get(form_of(page))), **pressed})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def remark(page: CaseStudyPage, client: Client, action: str, text: str) -> Any:
    current = fresh(page).current_workflow_task_state
    assert current is not None
    return client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, current.pk]), {"comment": text}
    )


def test_every_state_has_words_of_its_own(page: CaseStudyPage) -> None:
    author, editor, publisher = (person(role) for role in (Role.AUTHOR, Role.EDITOR, Role.PUBLISHER))
    assert state(page) == "draft"
    submit(page, author)
    assert state(page) == "in check"
    act(page, browser_of(editor), "reject")
    assert state(page) == "sent back for changes"
    fresh(page).current_workflow_state.resume(author)  # type: ignore[union-attr]
    act(page, browser_of(editor))
    assert state(page) == "checked, awaits publication"
    act(page, browser_of(publisher))
    assert state(page) == "live"
    page = fresh(page)
    page.lessons += " More."
    submit(page, author)
    assert state(page) == "live; changes: in check"
    fresh(page).current_workflow_state.cancel()  # type: ignore[union-attr]
    assert state(page) == "live with a draft"
    page.go_live_at = datetime(2037, 5, 4, 8, 0, tzinfo=UTC)
    page.save_revision().publish()
    assert state(page) == "live; changes scheduled for 4 May 2037, 11:30"
    fresh(page).unpublish()
    page = fresh(page)
    page.go_live_at = None
    page.save_revision()
    assert state(page) in ("withdrawn", "scheduled for 4 May 2037, 11:30")


def test_a_scheduled_text_says_when_in_each_language(page: CaseStudyPage) -> None:
    page.go_live_at = datetime(2037, 5, 4, 8, 0, tzinfo=UTC)
    page.save_revision().publish()
    for language, words in (
        ("en", "scheduled for 4 May 2037, 11:30"),
        ("fa", "اردیبهشت ۱۴۱۶، ۱۱:۳۰"),
        ("ar", "مجدول للنشر في 4 مايو 2037، 11:30"),
    ):
        reader = browser_of(person(Role.EDITOR, f"reader-{language}", language))
        for path in (f"/admin/pages/{page.get_parent().pk}/", form_of(page)):
            assert words in reader.get(path).content.decode(), (language, path)


def test_sending_and_deciding_are_buttons_one_sees(page: CaseStudyPage) -> None:
    editor = browser_of(person(Role.EDITOR))
    sent = footer(editor, page).select_one(".review-buttons button[name=action-submit]")
    assert sent is not None and sent.get_text(strip=True) == "Send for checking"
    author = person(Role.AUTHOR)
    submit(page, author)
    shown = [button.get_text(strip=True) for button in footer(editor, page).select(".review-buttons button")]
    assert shown == ["Request changes", "Approve"]
    act(page, editor, "reject")
    page.owner = author
    page.save(clean=False)
    again = footer(browser_of(author), page).select(".review-buttons button")
    assert [button.get_text(strip=True) for button in again] == ["Send for checking again"]


def test_a_text_that_came_back_has_its_remark_above_the_form_until_it_is_sent_again(page: CaseStudyPage) -> None:
    author, editor = person(Role.AUTHOR, "author", "fa"), person(Role.EDITOR, "editor")
    page.owner = author
    page.save(clean=False)
    submit(page, author)
    Comment.objects.create(page=page, user=editor, text="Which <year>?", contentpath="limits")
    answer = remark(page, browser_of(editor), "reject", "The cost\nhas no <source>")
    assert answer.status_code == 302
    client = browser_of(author)
    html = BeautifulSoup(client.get(form_of(page)).content, "html.parser")
    notice = html.select_one(".review-notice--back")
    assert notice is not None and notice.find_next(role="tablist") is not None, "above every tab"
    text = notice.get_text(" ")
    assert "این متن برگشته است" in text and "editor" in text and "has no <source>" in text
    assert "Which <year>?" in text and notice.select_one("a[href='#id_limits']") is not None
    send(client, page, **{"action-submit": "x"})
    assert "فرستاده شد به: \u2068editor\u2069" in told(client)
    html = BeautifulSoup(browser_of(editor).get(form_of(page)).content, "html.parser")
    assert html.select_one(".review-notice--back") is None
    kept = html.select_one(".review-notice")
    assert kept is not None and "has no <source>" in kept.get_text(), "its reviewer sees what was asked"


def test_messages_say_what_happened_and_lead_there(page: CaseStudyPage) -> None:
    author, editor, publisher = (person(role) for role in (Role.AUTHOR, Role.EDITOR, Role.PUBLISHER))
    client = browser_of(author)
    page.owner = author
    page.save(clean=False)
    send(client, page, **{"action-submit": "x"})
    said = told(client)
    assert "was sent. It now waits for:" in said and "editor" in said and "publisher" in said
    assert "moderation" not in said and said.count("now waits") == 1
    checking = browser_of(editor)
    remark(page, checking, "approve", "")
    assert "was approved. It now waits for:" in told(checking)
    publishing = browser_of(publisher)
    remark(page, publishing, "approve", "")
    html = publishing.get("/admin/account/").content.decode()
    assert "was approved and is public now." in html and f'href="{fresh(page).get_url()}"' in html


def test_a_return_and_a_plan_are_told(page: CaseStudyPage) -> None:
    author, editor, publisher = (person(role) for role in (Role.AUTHOR, Role.EDITOR, Role.PUBLISHER))
    submit(page, author)
    checking = browser_of(editor)
    remark(page, checking, "reject", "No")
    assert "went back to \u2068author\u2069" in told(checking)
    page = fresh(page)
    page.go_live_at = timezone.now() + timedelta(days=5000)
    page.save_revision(user=author)
    fresh(page).current_workflow_state.resume(author)  # type: ignore[union-attr]
    act(page, checking)
    publishing = browser_of(publisher)
    remark(page, publishing, "approve", "")
    assert "was approved and will be public from" in told(publishing)


def comment_data(page: CaseStudyPage, **comment: str) -> dict[str, str]:
    given = {"id": "", "text": "", "contentpath": "limits", "position": "", "resolved": "", "DELETE": "", **comment}
    total = {
        "TOTAL_FORMS": "1",
        "INITIAL_FORMS": str(int(bool(given["id"]))),
        "MIN_NUM_FORMS": "0",
        "MAX_NUM_FORMS": "",
    }
    replies = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    return {
        **{f"comments-{name}": value for name, value in total.items()},
        **{f"comments-0-{name}": value for name, value in given.items() if value or name == "id"},
        **{f"comments-0-replies-{name}": value for name, value in replies.items()},
    }


def test_a_reviewer_comments_and_another_resolves_but_rewrites_nothing(page: CaseStudyPage) -> None:
    author, editor = person(Role.AUTHOR), person(Role.EDITOR)
    submit(page, author)
    send(browser_of(editor), page, **comment_data(page, text="Which year?"))
    comment = Comment.objects.get()
    assert (comment.user, comment.text, comment.contentpath) == (editor, "Which year?", "limits")
    publisher = person(Role.PUBLISHER)
    client = browser_of(publisher)
    rewritten = comment_data(page, id=str(comment.pk), text="Which century?")
    answer = client.post(form_of(page), {**fields(client.get(form_of(page))), **rewritten})
    comment.refresh_from_db()
    assert answer.status_code == 200 and comment.text == "Which year?"
    send(client, page, **comment_data(page, id=str(comment.pk), text="Which year?", resolved="on"))
    comment.refresh_from_db()
    assert comment.resolved_by == publisher
    assert "Resolved by" in browser_of(editor).get(form_of(page)).content.decode()


def test_an_author_comments_on_no_text_in_check_nor_on_that_of_another(page: CaseStudyPage) -> None:
    author = person(Role.AUTHOR)
    page.owner = author
    page.save(clean=False)
    submit(page, author)
    for user in (author, person(Role.AUTHOR, "colleague")):
        client = browser_of(user)
        client.post(form_of(page), {**fields(browser_of(person(Role.EDITOR, f"e-{user}")).get(form_of(page))),
                                    **comment_data(page, text="I was here")})  # fmt: skip
    assert not Comment.objects.exists()
