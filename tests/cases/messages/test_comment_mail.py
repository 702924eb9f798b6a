"""Mails about comments on passages: to whom, when, in which language."""

from typing import Any

import pytest
from django.core.mail import EmailMessage
from wagtail.models import Comment, CommentReply

from cases.models import CaseStudyPage
from cases.permissions import Role
from cases.signals import page_commented
from tests.cases.reviewing import submit

from .test_approval_mail import decide, page, someone, taken

__all__ = ["page"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def comment(page: CaseStudyPage, user: Any, text: str, path: str = "limits") -> Comment:
    return Comment.objects.create(page=page, user=user, text=text, contentpath=path)


def tell(page: CaseStudyPage, user: Any, comments: Any = (), replies: Any = ()) -> None:
    """Says what the form of a page says after a save."""
    fresh = CaseStudyPage.objects.get(pk=page.pk)
    page_commented.send(sender=CaseStudyPage, page=fresh, user=user, comments=list(comments), replies=list(replies))


def test_comments_go_back_with_the_decision(page: CaseStudyPage, mailoutbox: list[EmailMessage]) -> None:
    author, editor = someone(Role.AUTHOR, "author", "fa"), someone(Role.EDITOR, "editor", "en")
    page.owner = author
    page.save(clean=False)
    submit(page, author)
    taken(mailoutbox)
    said = comment(page, editor, "Which year?\n<b>And where?</b>")
    tell(page, editor, [said])
    assert taken(mailoutbox) == {}, "while it waits, nobody else may change it"
    Comment.objects.create(page=page, user=editor, text="Old", contentpath="summary", resolved_at=said.created_at)
    decide(page, editor, "reject", "See my comments")
    mail = taken(mailoutbox)["author"]
    assert "See my comments" in mail.body and "Which year?\n<b>And where?</b>" in mail.body
    assert "دیدگاه‌های باز دربارهٔ بخش‌های متن:" in mail.body and "محدودیت‌ها و ناکامی‌ها – editor:" in mail.body, mail.body
    assert "Old" not in mail.body, "what is resolved is not asked for again"


def test_of_a_draft_its_author_hears_at_once(page: CaseStudyPage, mailoutbox: list[EmailMessage]) -> None:
    author, editor = someone(Role.AUTHOR, "author", "ar"), someone(Role.EDITOR, "editor")
    someone(Role.EDITOR, "other")
    page.owner = author
    page.save(clean=False)
    tell(page, editor, [comment(page, editor, "Which year?")])
    mails = taken(mailoutbox)
    assert set(mails) == {"author"} and mails["author"].subject == f"تعليقات: «{page.title}»"
    assert "Which year?" in mails["author"].body and f"/admin/pages/{page.pk}/edit/" in mails["author"].body
    tell(page, author, [comment(page, author, "A note to myself")])
    assert taken(mailoutbox) == {}, "nobody is told what they wrote themselves"


def test_an_answer_goes_to_those_in_its_conversation(page: CaseStudyPage, mailoutbox: list[EmailMessage]) -> None:
    author, editor, third = (
        someone(Role.AUTHOR, "author"),
        someone(Role.EDITOR, "editor", "fa"),
        someone(Role.PUBLISHER, "third"),
    )
    someone(Role.EDITOR, "other")
    page.owner = author
    page.save(clean=False)
    said = comment(page, editor, "Which year?")
    CommentReply.objects.create(comment=said, user=third, text="And which city?")
    elsewhere = comment(page, third, "Too long", "summary")
    answer = CommentReply.objects.create(comment=said, user=author, text="In 2019")
    again = CommentReply.objects.create(comment=elsewhere, user=author, text="Shorter now")
    tell(page, author, replies=[(said, [answer]), (elsewhere, [again])])
    mails = taken(mailoutbox)
    assert set(mails) == {"editor", "third"}
    assert "In 2019" in mails["editor"].body and "Shorter now" not in mails["editor"].body
    assert "به دیدگاهی دربارهٔ" in mails["editor"].body
    assert "In 2019" in mails["third"].body and "Shorter now" in mails["third"].body


def test_who_turned_such_mails_off_or_left_gets_none(page: CaseStudyPage, mailoutbox: list[EmailMessage]) -> None:
    author, editor = someone(Role.AUTHOR, "author"), someone(Role.EDITOR, "editor")
    page.owner = author
    page.save(clean=False)
    type(author.wagtail_userprofile).objects.filter(user=author).update(updated_comments_notifications=False)
    tell(page, editor, [comment(page, editor, "Which year?")])
    assert taken(mailoutbox) == {}
    type(author.wagtail_userprofile).objects.filter(user=author).update(updated_comments_notifications=True)
    author.groups.clear()
    tell(page, editor, [comment(page, editor, "Which month?")])
    assert taken(mailoutbox) == {}
