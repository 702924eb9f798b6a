"""Screening: the queue, its answers, and who may give them."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases.messages.services.sending import send_due
from cases.permissions import Role
from cases.review.choices import Answer, NextStep, State
from cases.review.models import Submission
from cases.review.services.submissions.screening import answer_submission
from cases.review.services.submissions.writing import begin
from cases.review.signals import sent_to_review
from cases.review.transitions import NotPossibleError
from tests.cases.people.cities import heard
from tests.cases.roles import person

from .submissions import Proposer, account, city, draft, sent

pytestmark = pytest.mark.django_db
ASK = {"answer": "ask", "fields_asked": ["figures"], "text": "How was it measured?"}
DECLINE = {"answer": "decline", "text": "It is no practice of a city.", "next_step": NextStep.PROGRAMME}


@pytest.fixture
def editor(foundation: None) -> User:
    return person(Role.EDITOR)


def page_of(submission: Submission) -> str:
    return f"/admin/submissions/{submission.pk}/"


def admin(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_a_draft_is_unreadable_for_everybody_on_the_staff(editor: User) -> None:
    secret = draft(account("mina"), title="Nobody reads this yet")
    fresh = sent(account("sara"), title="Still to be corrected")
    Submission.objects.filter(pk=fresh.pk).update(correct_until=timezone.now() + timezone.timedelta(minutes=1))
    for user in (editor, User.objects.create_superuser("root", "root@example.org", "x")):
        client = admin(user)
        text = client.get("/admin/submissions/").content.decode()
        assert "Nobody reads this yet" not in text and "Still to be corrected" not in text
        for made in (secret, fresh):
            assert client.get(page_of(made), follow=True).status_code == 404
        assert client.get(Proposer().address("submission", secret.number)).status_code == 404
        assert client.get(Proposer().address("section", secret.number, "snapshot")).status_code == 404


def test_more_is_asked_and_answered(editor: User) -> None:
    mina = account("mina")
    made = sent(mina)
    assert admin(editor).post(page_of(made), ASK).status_code == 302
    made.refresh_from_db()
    assert made.state == State.MORE_ASKED and made.due_on and made.screener == editor
    send_due()
    (letter,) = [each for each in mail.outbox if "More is asked" in each.subject]
    assert letter.to == ["mina@example.org"] and "How was it measured?" in letter.body and "Figures" in letter.body
    browser = Proposer(mina)
    assert "How was it measured?" in browser.get("section", made.number, "results").content.decode()
    browser.save(made.number, "results", **rows("figures", name="Minutes", before="60", before_year="2020"))
    assert browser.send("send", made.number).status_code == 302
    made.refresh_from_db()
    assert made.state == State.SCREENING and made.screening_answers.get().answered_at
    said = list(ModelLogEntry.objects.for_instance(made).order_by("timestamp", "pk").values_list("action", flat=True))
    assert said == [f"review.submission.{step}" for step in ("send", "read", "ask", "answer")]


def rows(name: str, /, **cells: str) -> dict[str, str]:
    """One row of a list, as a browser sends it."""
    form = {f"{name}-TOTAL_FORMS": "1", f"{name}-INITIAL_FORMS": "0"}
    return {**form, **{f"{name}-0-{key}": value for key, value in cells.items()}}


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({"answer": "decline", "text": "", "next_step": "again"}, "text"),
        ({"answer": "decline", "text": "No."}, "next_step"),
        ({"answer": "decline", "text": "No.", "next_step": "similar"}, "similar"),
        ({"answer": "decline", "text": "No.", "next_step": "similar", "similar": "XXX-9999"}, "similar"),
        ({"answer": "ask", "text": "More, please."}, "fields_asked"),
        ({"answer": "ask", "fields_asked": ["figures"], "text": " "}, "text"),
        ({"answer": "accept", "text": "Fine"}, "answer"),
        ({}, "answer"),
    ],
)
def test_nobody_is_left_without_words(editor: User, answer: dict[str, str], field: str) -> None:
    made = sent(account("mina"))
    page = admin(editor).post(page_of(made), answer)
    assert page.status_code == 422 and field in page.context["form"].errors
    made.refresh_from_db()
    assert made.state == State.RECEIVED and not made.screening_answers.exists()


def test_who_is_declined_reads_why_and_what_next(editor: User) -> None:
    made = sent(email="mina@example.org")
    admin(editor).post(page_of(made), DECLINE)
    made.refresh_from_db()
    assert made.state == State.DECLINED and made.closed_at
    send_due()
    letter = mail.outbox[-1]
    assert letter.to == ["mina@example.org"] and DECLINE["text"] in letter.body and "Another programme" in letter.body


def test_of_two_who_answer_at_once_the_second_hears_of_the_first(editor: User) -> None:
    made, other = sent(account("mina")), person(Role.PUBLISHER)
    admin(other).post(page_of(made), {"answer": "review"})
    page = admin(editor).post(page_of(made), DECLINE, follow=True)
    assert "Somebody was faster" in page.content.decode()
    with pytest.raises(NotPossibleError):
        answer_submission(made, Answer.DECLINE, by=editor, text="No")
    made.refresh_from_db()
    assert made.state == State.IN_REVIEW and made.screening_answers.count() == 1


def test_nobody_screens_their_own_nor_what_they_take_part_in(editor: User) -> None:
    editor.email = "ed@example.org"
    editor.save()
    editor.emailaddress_set.create(email=editor.email, verified=True)
    own, shared, named = sent(editor), sent(account("mina")), sent(email=editor.email)
    shared.co_submitters.create(email=editor.email, right="view")
    for made in (own, shared, named):
        page = admin(editor).get(page_of(made))
        assert page.status_code == 200 and page.context["form"] is None
        assert admin(editor).post(page_of(made), {"answer": "review"}).status_code in (302, 403)
        made.refresh_from_db()
        assert made.state == State.RECEIVED


def test_whoever_runs_rounds_hears_that_screening_is_over(editor: User) -> None:
    made = sent(account("mina"))
    with heard(sent_to_review) as said:
        answer_submission(made, Answer.REVIEW, by=editor)
    assert [each["submission"] for each in said] == [made]


def test_the_queue_asks_as_much_for_a_thousand(editor: User) -> None:
    place, now = city(), timezone.now()
    Submission.objects.bulk_create(
        Submission(
            title=f"Practice {number}", state=State.RECEIVED, language="fa", city=place, sent_at=now, screener=editor,
            due_on=now.date(), email=f"p{number}@example.org",
        )
        for number in range(1000)
    )  # fmt: skip
    client = admin(editor)
    client.get("/admin/submissions/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get("/admin/submissions/", {"q": "Practice", "state": ["received"], "age": "", "late": ""})
    assert page.status_code == 200 and len(page.context["object_list"]) == 50
    assert page.context["items_count"] == 1000
    assert len(asked) <= 12, "\n".join(query["sql"][:300] for query in asked)


def test_an_unconfirmed_draft_goes_after_a_week(foundation: None) -> None:
    left = draft()
    Submission.objects.filter(pk=left.pk).update(changed_at=timezone.now() - timezone.timedelta(days=8))
    begin(language="en")
    assert not Submission.objects.filter(pk=left.pk).exists()
