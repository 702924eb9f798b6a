"""Pages of rounds as editors and experts use them, and who finds which of them."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cases.messages.models import ActionLink
from cases.messages.services.sending import send_due
from cases.permissions import Role
from cases.review.choices import AssignmentState, DecisionState, State
from cases.review.models import Assignment, Decision, ExpertReview
from cases.review.services.rounds import answering, deciding, inviting, writing
from cases.review.services.rounds.reminding import remind_reviewers
from tests.cases.roles import browser_of, person

from .judging import LETTER, expert, judged, review, round_of, submission, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
LINK = re.compile(r"https?://[^/\s]+(/(?:fa|en|ar)/link/[\w-]{32}/)")


class Office:
    """An editor with a round and three experts, each with a browser."""

    def __init__(self) -> None:
        self.editor = person(Role.EDITOR, "editor")
        self.experts = [expert("ada", "fa"), expert("bea"), expert("cem", "ar")]
        self.submission = submission(town("avila"))
        self.round = round_of(self.submission, self.editor)
        self.admin = browser_of(self.editor)

    def page(self, name: str, *args: Any) -> str:
        return reverse(name, args=[self.round.pk, *args])


def judge(assignment: Assignment, language: str = "en") -> str:
    with override(language):
        return reverse("review:judge", args=[assignment.pk])


def form_of(round_: Any, score: int = 3) -> dict[str, Any]:
    data = review(round_, score)
    return {
        **{f"score_{code}": value for code, value in data["scores"].items()},
        **{f"reason_{code}": text for code, text in data["reasons"].items()},
        "for_submitter": data["for_submitter"],
        "for_editors": data["for_editors"],
    }


@pytest.fixture
def office(settings: Any, tmp_path: Any) -> Office:
    settings.MAIL_JOURNAL = tmp_path / "journal"
    return Office()


def mails() -> dict[str, Any]:
    send_due()
    found = {each.to[0].split("@")[0]: each for each in mail.outbox}
    mail.outbox.clear()
    return found


def test_from_invitation_to_announced_decision(office: Office) -> None:
    page = office.admin.get(office.page("review_round")).content.decode()
    assert page.count('name="experts"') == 3 and "0 of 3 reviews are in" in page and "of 9 cases this month" in page
    keys = [each.pk for each in office.experts]
    office.admin.post(office.page("review_invite"), {"experts": keys})
    made = list(Assignment.objects.order_by("pk"))
    told = mails()
    for assignment, name, language in zip(made, ("ada", "bea", "cem"), ("fa", "en", "ar"), strict=True):
        browser = Client()
        links = [link for link in LINK.findall(told[name].body) if link.startswith(f"/{language}/")]
        shown = browser.get(links[0])
        assert shown.status_code == 200 and "no_conflict" in shown.content.decode()
        assert browser.post(links[0]).status_code == 422, "without the statement nobody accepts"
        assert browser.post(links[0], {"no_conflict": "on"}).status_code == 200
        assert Assignment.objects.get(pk=assignment.pk).state == AssignmentState.ACCEPTED
        assert browser.post(links[1], {"refusal": "time"}).status_code == 404, "answered is answered"
        at_home = browser_of(assignment.person)
        address = judge(assignment, language)
        assert "secret@city.example" not in at_home.get(address).content.decode()
        saved = at_home.post(address, {"score_effect": "2", "version": ""}, headers={"X-Saves-Itself": "1"})
        assert saved.json()["errors"] == {} and saved.json()["version"]
        stale = at_home.post(address, {"score_effect": "3", "version": ""}, headers={"X-Saves-Itself": "1"})
        assert stale.status_code == 409 and "changed" in stale.json()
        wrong = at_home.post(address, {"score_effect": "2", "hand_in": "1"})
        assert wrong.status_code == 422 and ExpertReview.objects.get(assignment=assignment).scores == {"effect": 2}
        assert at_home.post(address, {**form_of(office.round, 3), "hand_in": "1"}).status_code == 302
        assert "round__table" in at_home.get(address).content.decode()
    office.admin.post(office.page("review_discuss"), {"text": "Thank you all."})
    decision = office.page("review_decision")
    draft = office.admin.get(decision, {"outcome": "with_changes"}).content.decode()
    assert "Dear colleague" in draft
    assert office.admin.post(decision, {"outcome": "with_changes", "letter": " ", "announce": "1"}).status_code == 422
    office.admin.post(decision, {"outcome": "with_changes", "letter": LETTER, "hold": "1"})
    held = Decision.objects.get()
    assert held.state == DecisionState.HELD and "mina" not in mails()
    office.admin.post(reverse("review_held"), {"decisions": [held.pk]})
    office.submission.refresh_from_db()
    told = mails()
    assert office.submission.state == State.ACCEPTED_WITH_CHANGES
    assert LETTER in told["mina"].body and {"ada", "bea", "cem"} <= set(told)
    second = office.admin.post(decision, {"outcome": "decline", "letter": LETTER + " typed", "announce": "1"})
    assert second.status_code == 409 and LETTER + " typed" in second.content.decode()


def test_an_expert_declines_by_link_with_a_reason(office: Office) -> None:
    inviting.invite(office.round, office.experts[1:2], office.editor)
    decline = LINK.findall(mails()["bea"].body)[1]
    before = list(ActionLink.objects.values())
    for _time in range(2):
        assert "Nothing has been changed" in Client().get(decline).content.decode()
    assert list(ActionLink.objects.values()) == before
    wrong = Client().post(decline, {"refusal": "other", "words": ""})
    assert wrong.status_code == 422 and not Assignment.objects.filter(state="declined").exists()
    Client().post(decline, {"refusal": "conflict", "words": "I planned it."})
    found = Assignment.objects.get()
    assert (found.state, found.refusal, found.words) == ("declined", "conflict", "I planned it.")
    assert "I planned it." in mails().get("editor", mail.EmailMessage(body="I planned it.")).body
    assert "I planned it." in office.admin.get(office.page("review_round")).content.decode()


def test_strangers_find_nothing(office: Office) -> None:
    made = judged(office.round, office.editor, office.experts[:2], [3, 4])
    other = browser_of(User.objects.create_user("other"))
    bea = browser_of(office.experts[1].person)
    for browser, status in ((Client(), 302), (other, 404), (bea, 404)):
        assert browser.get(judge(made[0])).status_code == status
    assert bea.get(judge(made[1])).status_code == 200
    for name in ("review_round", "review_decision"):
        assert other.get(office.page(name)).status_code == 302
    office.experts[0].person.groups.add(*office.editor.groups.all())
    ada = browser_of(User.objects.get(username="ada"))
    found = ada.get(office.page("review_round"), follow=True)
    assert found.status_code == 404, "whoever was asked is no editor of it"
    assert office.submission.title not in ada.get(reverse("review_rounds")).content.decode()
    assert office.submission.title in office.admin.get(reverse("review_rounds")).content.decode()


def test_an_editor_sees_no_score_before_there_are_enough(office: Office) -> None:
    judged(office.round, office.editor, office.experts[:2], [3, 4])
    page = office.admin.get(office.page("review_round")).content.decode()
    assert "round__table" not in page and "costs of the second year" not in page
    assert "round__table" not in office.admin.get(office.page("review_decision")).content.decode()


def test_the_submitter_reads_the_letter_and_no_name(office: Office) -> None:
    owner = User.objects.create_user("owner", email="owner@example.org")
    mine = submission(town("burgos"), owner)
    round_ = round_of(mine, office.editor)
    judged(round_, office.editor, office.experts, [0, 3, 4])
    address = reverse("review:submission", args=[mine.number])
    browser = browser_of(owner)
    deciding.decide(round_, office.editor, "decline", LETTER, hold=True)
    assert LETTER not in browser.get(address).content.decode()
    deciding.announce(Decision.objects.filter(round=round_), office.editor)
    page = browser.get(address).content.decode()
    assert LETTER in page and "costs of the second year" in page
    assert "bea" not in page and "Known to me" not in page


def test_what_was_typed_after_the_end_is_thanked_for_and_shown(office: Office) -> None:
    late = expert("late")
    judged(office.round, office.editor, office.experts, [3, 3, 3])
    one = inviting.invite(office.round, [late], office.editor)[0]
    answering.accept(one, late.person)
    deciding.decide(office.round, office.editor, "accept", LETTER)
    answer = browser_of(late.person).post(judge(one), {**form_of(office.round), "hand_in": "1"})
    assert answer.status_code == 409 and "costs of the second year" in answer.content.decode()
    assert writing.ExpertReview.objects.filter(assignment=one).count() == 0


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_everybody_reads_how_cases_are_reviewed(
    office: Office, language: str, django_assert_max_num_queries: Any
) -> None:
    with override(language):
        address = reverse("review:how")
    with django_assert_max_num_queries(12):
        page = Client().get(address)
    words = {"fa": "اثر نشان‌داده‌شده", "en": "Effect shown", "ar": "الأثر المُثبَت"}
    assert page.status_code == 200 and words[language] in page.content.decode()
    for version in ("2", "x", "1" * 400):
        assert Client().get(address, {"version": version}).status_code == 404
    assert Client().get(address, {"version": "1"}).status_code == 200


def test_the_page_of_a_round_asks_no_more_for_more(office: Office, django_assert_max_num_queries: Any) -> None:
    many = [expert(f"more-{number}") for number in range(9)]
    judged(office.round, office.editor, [*office.experts, *many], [number % 5 for number in range(12)])
    office.admin.get(office.page("review_round"))
    with django_assert_max_num_queries(60):
        office.admin.get(office.page("review_round"))


def test_mails_of_a_round_are_in_the_language_of_their_reader(office: Office) -> None:
    inviting.invite(office.round, office.experts, office.editor)
    first = Assignment.objects.order_by("pk")[0]
    told = mails()
    assert "پیشنهاد" in told["ada"].subject and told["bea"].subject.startswith("Would you judge")
    assert not re.search("[A-Za-z]{4}", told["cem"].subject.replace(office.submission.title, ""))
    remind_reviewers(first.answer_by)
    assert "پاسخ" in mails()["ada"].subject
