"""Mails about texts in a workflow: to whom, in which language, with which remark."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.mail import EmailMessage
from django.urls import reverse

from cases.messages.services.sending import send_due
from cases.models import CaseStudyPage
from cases.permissions import GROUPS, Role
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.reviewing import submit
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def page(starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=False))
    found: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code="en")
    return found


def someone(role: Role, name: str, language: str = "en") -> User:
    user = person(role, name, language)
    user.email = f"{name}@example.org"
    user.save()
    return user


def decide(page: CaseStudyPage, by: User, action: str, remark: str = "") -> None:
    state = CaseStudyPage.objects.get(pk=page.pk).current_workflow_task_state
    assert state is not None
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    assert browser_of(by).post(url, {"comment": remark}).status_code == 302


def taken(mailoutbox: list[EmailMessage]) -> dict[str, EmailMessage]:
    """Mails since the last time, by who gets them, once the sender has been at work."""
    send_due()
    mails = {mail.to[0].split("@")[0]: mail for mail in mailoutbox}
    assert len(mails) == len(mailoutbox), "nobody gets two"
    mailoutbox.clear()
    return mails


def test_a_text_goes_its_way(page: CaseStudyPage, mailoutbox: list[EmailMessage], settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://practice.example"
    author = someone(Role.AUTHOR, "author", "ar")
    editor, other = someone(Role.EDITOR, "editor", "fa"), someone(Role.EDITOR, "other")
    publisher = someone(Role.PUBLISHER, "publisher", "fa")
    for role, name in ((Role.SUPERUSER, "root"), (Role.TAXONOMY_KEEPER, "keeper"), (Role.AUTHOR, "colleague")):
        someone(role, name)
    form = f"https://practice.example/admin/pages/{page.pk}/edit/"

    submit(page, author)
    mails = taken(mailoutbox)
    assert set(mails) == {"editor", "other", "publisher"}, "those of the step, who can approve it"
    assert "در انتظار تصمیم شما" in mails["editor"].subject and page.title in mails["editor"].subject
    assert "For your decision" in mails["other"].subject and form in mails["other"].body
    assert "author" in mails["other"].body and "Remark" not in mails["other"].body

    decide(page, editor, "reject", "The cost\nhas no source & <no> year")
    mails = taken(mailoutbox)
    assert set(mails) == {"author"} and "طُلبت تعديلات" in mails["author"].subject
    assert "editor" in mails["author"].body and "The cost\nhas no source & <no> year" in mails["author"].body

    state = CaseStudyPage.objects.get(pk=page.pk).current_workflow_state
    assert state is not None
    state.resume(author)
    mails = taken(mailoutbox)
    assert set(mails) == {"editor", "other", "publisher"} and "The cost" in mails["other"].body, "what was asked for"

    decide(page, other, "approve", "Well done; look at the figures")
    mails = taken(mailoutbox)
    assert set(mails) == {"publisher"}, "the next step, and of it nobody who cannot decide"
    assert "یادداشت other:\nWell done; look at the figures" in mails["publisher"].body

    decide(page, publisher, "approve", "Fine")
    mails = taken(mailoutbox)
    assert set(mails) == {"author"} and "Fine" in mails["author"].body
    page.refresh_from_db()
    assert page.live and page.full_url in mails["author"].body and "منشور الآن" in mails["author"].body
    assert mails["author"].from_email == settings.DEFAULT_FROM_EMAIL


def test_a_publisher_is_not_asked_about_a_text_of_their_own(
    page: CaseStudyPage, mailoutbox: list[EmailMessage]
) -> None:
    own, editor = someone(Role.PUBLISHER, "own"), someone(Role.EDITOR, "editor")
    someone(Role.PUBLISHER, "another")
    submit(page, own)
    assert set(taken(mailoutbox)) == {"editor", "another"}
    decide(page, editor, "approve")
    assert set(taken(mailoutbox)) == {"another"}


def test_who_chose_no_language_is_written_to_in_that_of_the_site(
    page: CaseStudyPage, mailoutbox: list[EmailMessage]
) -> None:
    author, editor = someone(Role.AUTHOR, "author", ""), someone(Role.EDITOR, "editor", "en")
    submit(page, author)
    taken(mailoutbox)
    decide(page, editor, "reject", "No")
    assert "درخواست تغییر" in taken(mailoutbox)["author"].subject, "not in that of whoever pressed the button"


def test_the_superuser_is_asked_where_nobody_else_can_decide(
    page: CaseStudyPage, mailoutbox: list[EmailMessage]
) -> None:
    someone(Role.SUPERUSER, "root")
    submit(page, someone(Role.AUTHOR, "author"))
    assert set(taken(mailoutbox)) == {"root"}


def test_nobody_is_written_to_who_left_or_wants_no_mail(page: CaseStudyPage, mailoutbox: list[EmailMessage]) -> None:
    gone, quiet, outside = (someone(Role.EDITOR, name) for name in ("gone", "quiet", "outside"))
    User.objects.filter(pk=gone.pk).update(is_active=False)
    type(quiet.wagtail_userprofile).objects.filter(user=quiet).update(submitted_notifications=False)
    outside.groups.clear()
    bare = Group.objects.get(name=GROUPS[Role.EDITOR])
    no_access = Group.objects.create(name="May not enter")
    outside.groups.add(no_access)
    assert bare.user_set.count() == 2
    author = someone(Role.AUTHOR, "author")
    submit(page, author)
    assert taken(mailoutbox) == {}


def test_of_a_planned_text_the_mail_says_when(page: CaseStudyPage, mailoutbox: list[EmailMessage]) -> None:
    author, editor = someone(Role.AUTHOR, "author"), someone(Role.EDITOR, "editor")
    publisher = someone(Role.PUBLISHER, "publisher")
    page.go_live_at = datetime(2037, 5, 4, 8, 0, tzinfo=UTC)
    submit(page, author)
    decide(page, editor, "approve")
    taken(mailoutbox)
    decide(page, publisher, "approve")
    mail = taken(mailoutbox)["author"]
    assert "will be public from 4 May 2037" in mail.body and "is public now" not in mail.body
