"""Invitations answered by mail, and topics that are merged while a round runs."""

from typing import Any

import pytest

from cases.messages.models import MailReason, MailState
from cases.messages.services.incoming.placing import take_mail
from cases.messages.services.incoming.threads import reply_address
from cases.models import Topic
from cases.permissions import Role
from cases.review.causes.judging import INVITATION
from cases.review.models import Assignment
from cases.review.selectors.rounds.candidates import candidates_for
from cases.review.selectors.rounds.topics import topics_of
from cases.review.services.rounds import inviting
from cases.services.merge_topics import merge_topics
from tests.cases.roles import person

from .judging import expert, round_of, submission, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def asked(settings: Any) -> Assignment:
    """An invitation that an expert can answer by mail."""
    settings.MAIL_DOMAIN = "mail.example"
    editor = person(Role.EDITOR, "editor")
    return inviting.invite(round_of(submission(town("avila")), editor), [expert("ada")], editor)[0]


def answered(asked: Assignment, text: str, sender: str = "ada@example.org") -> Any:
    address = reply_address(asked.person, INVITATION, asked)
    raw = f"From: {sender}\r\nTo: {address}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    mail = take_mail(raw.encode())
    asked.refresh_from_db()
    return mail


def test_an_expert_accepts_by_mail(asked: Assignment) -> None:
    assert answered(asked, "بله، با کمال میل").state == MailState.PLACED
    assert (asked.state, asked.words) == ("accepted", "با کمال میل") and asked.due_on is not None


def test_an_expert_declines_by_mail_and_says_why(asked: Assignment) -> None:
    answered(asked, "No, I have worked for that city.")
    assert (asked.state, asked.words) == ("declined", "I have worked for that city.")
    assert answered(asked, "Yes").reason == MailReason.CLOSED and asked.state == "declined"


@pytest.mark.parametrize(
    ("text", "sender"), [("Perhaps, if I find the time", "ada@example.org"), ("Yes", "stranger@example.org")]
)
def test_what_is_not_plain_or_of_another_waits(asked: Assignment, text: str, sender: str) -> None:
    assert answered(asked, text, sender).state == MailState.WAITING and asked.state == "invited"


def test_topics_merged_in_mid_round_are_followed(asked: Assignment) -> None:
    bea = expert("bea")
    source, target = Topic.objects.order_by("pk")[0], Topic.objects.exclude(parent=None).order_by("-pk")[0]
    bea.topics.set([source])
    merge_topics(source, target)
    found = asked.round.submission
    assert [topic.code for topic in topics_of(found)] == [target.code]
    proposal = candidates_for(asked.round).all[bea.pk]
    assert proposal.may_judge and [topic.code for topic in proposal.topics] == [target.code]
