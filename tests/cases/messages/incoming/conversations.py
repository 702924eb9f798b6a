"""Conversations about passages of a page, and the mails that tell of them."""

import re
from collections.abc import Iterator
from email.message import EmailMessage as Written
from email.policy import SMTP
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from wagtail.models import Comment, CommentReply

from cases.messages.models import ReceivedMail
from cases.messages.services.incoming.placing import take_mail
from cases.messages.services.sending import send_due
from cases.models import CaseStudyPage
from cases.permissions import Role
from cases.services.imports.cases import ImportOptions, import_cases
from cases.signals import page_commented
from tests.conftest import as_file

from ..test_approval_mail import someone

DOMAIN = "mail.example"
ADDRESS = re.compile(r"reply\+[a-z2-7]{32}@mail\.example")


class Talk:
    """A page with a comment of an editor, of which its author has been told by mail."""

    def __init__(self, records: list[dict[str, Any]]) -> None:
        import_cases(as_file(records[:1]), ImportOptions(publish=False))
        self.page: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code="en")
        self.author, self.editor = someone(Role.AUTHOR, "author", "fa"), someone(Role.EDITOR, "editor", "en")
        CaseStudyPage.objects.filter(pk=self.page.pk).update(owner=self.author)
        self.comment = self.say(self.editor, "Which year?")
        self.told = self.mails()["author"]

    def say(self, user: User, text: str, path: str = "limits") -> Comment:
        said = Comment.objects.create(page=self.page, user=user, text=text, contentpath=path)
        self.tell(user, comments=[said])
        return said

    def tell(self, user: User, comments: Any = (), replies: Any = ()) -> None:
        page = CaseStudyPage.objects.get(pk=self.page.pk)
        page_commented.send(CaseStudyPage, page=page, user=user, comments=list(comments), replies=list(replies))

    @staticmethod
    def mails() -> dict[str, EmailMessage]:
        """Mails since the last time, by who gets them."""
        send_due()
        outbox: list[EmailMessage] = mail.outbox
        found = {each.to[0].split("@")[0]: each for each in outbox}
        outbox.clear()
        return found

    @property
    def address(self) -> str:
        return str(self.told.reply_to[0])

    def replies(self) -> list[tuple[str, str]]:
        rows = CommentReply.objects.filter(comment=self.comment).order_by("pk")
        return [(reply.user.username, reply.text) for reply in rows.select_related("user")]


def written(talk: Talk, text: str = "In 2019.", **headers: str) -> Written:
    """An answer to the mail, as its author would send it."""
    found = Written()
    values = {"From": "Author <author@example.org>", "To": talk.address, "Subject": "Re: Comments", **headers}
    for name, value in values.items():
        if value:
            found[name.replace("_", "-")] = value
    quoted = "\n".join(f"> {line}" for line in str(talk.told.body).split("\n"))
    found.set_content(f"{text}\n\nOn Tue, 1 Dec 2026 at 10:15, X <{talk.address}> wrote:\n{quoted}\n", charset="utf-8")
    return found


def sent(talk: Talk, text: str = "In 2019.", **headers: str) -> ReceivedMail:
    return take_mail(written(talk, text, **headers).as_bytes(policy=SMTP))


@pytest.fixture
def talk(starter_records: list[dict[str, Any]], settings: Any, foundation: None) -> Iterator[Talk]:
    settings.MAIL_DOMAIN = DOMAIN
    settings.WAGTAILADMIN_BASE_URL = "https://practice.example"
    yield Talk(starter_records)
