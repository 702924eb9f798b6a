"""What happens to a round while it runs: late reviews, time, people who leave, merges, a withdrawal, another rubric."""

import copy
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases.messages.services.sending import send_due
from cases.models import City
from cases.people.models import Membership
from cases.people.services.personal_data import forget
from cases.review.choices import AssignmentState, Outcome, RoundState, State
from cases.review.models import Assignment, Decision, ExpertReview, Round
from cases.review.records.assignment_steps import StepError
from cases.review.records.rubric import RubricError
from cases.review.selectors.rounds.candidates import candidates_for
from cases.review.selectors.rounds.results import feedback_on
from cases.review.selectors.rounds.rubrics import current_rubric, first_content
from cases.review.selectors.rounds.standing import standing_of
from cases.review.services.rounds import answering, deciding, inviting, writing
from cases.review.services.rounds.locked import ClosedError
from cases.review.services.rounds.reminding import remind_reviewers
from cases.review.services.rounds.rubrics import publish_rubric
from cases.review.services.submissions.moving import move
from cases.review.transitions import Step
from cases.services.merge_cities import merge_cities

from .judging import LETTER, Desk, expert, judged, review, round_of, submission, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_comes_after_the_decision_is_thanked_and_closed(desk: Desk) -> None:
    late = expert("late")
    judged(desk.round, desk.editor, desk.experts, [3, 3, 3])
    one = inviting.invite(desk.round, [late], desk.editor)[0]
    answering.accept(one, late.person)
    writing.save_draft(one, late.person, review(desk.round))
    deciding.decide(desk.round, desk.editor, Outcome.ACCEPT, LETTER)
    with pytest.raises(ClosedError):
        writing.hand_in(one, late.person, review(desk.round))
    one.refresh_from_db()
    assert one.state == AssignmentState.CLOSED and not one.reviews.exists()
    mail.outbox.clear()
    send_due()
    assert any(each.to == ["late@example.org"] and "no longer needed" in each.subject for each in mail.outbox)


def test_more_asked_opens_another_round_and_no_answer_is_declined(desk: Desk) -> None:
    judged(desk.round, desk.editor, desk.experts, [2, 2, 2])
    deciding.decide(desk.round, desk.editor, Outcome.ASK_MORE, LETTER)
    desk.submission.refresh_from_db()
    move(desk.submission, Step.ANSWER_CHANGES)
    second = Round.objects.get(submission=desk.submission, number=2)
    assert second.is_open and candidates_for(second).proposed, "who judged the first may judge the second"
    with pytest.raises(ClosedError):
        deciding.decline_unanswered(desk.round, desk.editor, LETTER)
    judged(second, desk.editor, desk.experts, [2, 2, 2])
    deciding.decide(second, desk.editor, Outcome.ASK_MORE, LETTER)
    deciding.decline_unanswered(second, desk.editor, LETTER)
    desk.submission.refresh_from_db()
    assert desk.submission.state == State.DECLINED and len(feedback_on(desk.submission)) == 2


def test_every_invitation_and_every_assignment_comes_to_an_end(desk: Desk) -> None:
    silent, slow, _third = inviting.invite(desk.round, desk.experts, desk.editor)
    answering.accept(slow, slow.person)
    slow.refresh_from_db()
    counted: dict[str, int] = {}
    for days in range(80):
        for what, count in remind_reviewers(timezone.localdate() + timedelta(days=days)).items():
            counted[what] = counted.get(what, 0) + count
    assert counted == {"asked again": 2, "expired": 2, "due soon": 1, "overdue": 1, "lapsed": 1}
    silent.refresh_from_db()
    slow.refresh_from_db()
    assert (silent.state, slow.state) == (AssignmentState.EXPIRED, AssignmentState.LAPSED)
    again = inviting.ask_again(silent, desk.editor)
    assert again.pk != silent.pk and again.state == AssignmentState.INVITED
    with pytest.raises(inviting.MayNotJudgeError):
        inviting.ask_again(silent, desk.editor)


def test_an_expert_resigns_and_the_draft_goes(desk: Desk) -> None:
    one = inviting.invite(desk.round, desk.experts[:1], desk.editor)[0]
    answering.accept(one, one.person)
    writing.save_draft(one, one.person, review(desk.round))
    answering.resign(one, one.person, "time", "A flood here.")
    assert not ExpertReview.objects.exists() and standing_of(desk.round).to_invite == 3
    with pytest.raises(StepError):
        answering.accept(one, one.person)


@pytest.mark.parametrize("deleted", [False, True])
def test_a_person_leaves_in_mid_round(desk: Desk, deleted: bool) -> None:
    done, writing_, asked = (one.person for one in desk.experts)
    first = judged(desk.round, desk.editor, desk.experts[:1], [3])[0]
    others = inviting.invite(desk.round, desk.experts[1:], desk.editor)
    answering.accept(others[0], writing_)
    writing.save_draft(others[0], writing_, review(desk.round))
    for each in (done, writing_, asked):
        if deleted:
            each.delete()
        else:
            forget(each)
    rows = list(Assignment.objects.order_by("pk").values_list("state", "person", "expert"))
    assert rows == [("handed_in", None, None), ("resigned", None, None), ("expired", None, None)]
    assert list(ExpertReview.objects.values_list("assignment", flat=True)) == [first.pk]
    assert standing_of(desk.round).counted == 1 and standing_of(desk.round).running == 0


def test_cities_merged_in_mid_round_set_their_own_aside(desk: Desk) -> None:
    other = town("burgos")
    Membership.objects.create(city=other, person=desk.experts[0].person, role="reader")
    made = judged(desk.round, desk.editor, desk.experts, [4, 3, 3])
    merge_cities(City.objects.get(pk=desk.city.pk), other)
    states = [Assignment.objects.get(pk=each.pk).state for each in made]
    assert states == [AssignmentState.SET_ASIDE, AssignmentState.HANDED_IN, AssignmentState.HANDED_IN]
    with pytest.raises(deciding.TooEarlyError):
        deciding.decide(desk.round, desk.editor, Outcome.ACCEPT, LETTER)
    assert "conflict" in candidates_for(desk.again()).all[desk.experts[0].pk].against


def test_a_submission_withdrawn_cancels_its_round(desk: Desk) -> None:
    judged(desk.round, desk.editor, desk.experts, [3, 3, 3])
    inviting.invite(desk.round, [expert("fourth")], desk.editor)
    deciding.decide(desk.round, desk.editor, Outcome.ACCEPT, LETTER, hold=True)
    desk.submission.refresh_from_db()
    move(desk.submission, Step.WITHDRAW)
    assert not Decision.objects.exists() and not Assignment.objects.filter(state="invited").exists()
    second = round_of(submission(desk.city), desk.editor)
    move(second.submission, Step.WITHDRAW)
    assert Round.objects.get(pk=second.pk).state == RoundState.CANCELLED


def test_no_later_rubric_touches_a_round(desk: Desk) -> None:
    data = copy.deepcopy(first_content())
    with pytest.raises(RubricError, match="2 comes next"):
        publish_rubric(data)
    data["version"], data["criteria"] = 2, data["criteria"][:4]
    publish_rubric(data)
    judged(desk.round, desk.editor, desk.experts, [3, 3, 3])
    assert len(desk.again().rubric["criteria"]) == 8
    assert {len(each.rubric["criteria"]) for each in ExpertReview.objects.all()} == {8}
    assert len(round_of(submission(desk.city), desk.editor).rubric["criteria"]) == 4
    found = current_rubric()
    with pytest.raises(ValueError, match="never changed"):
        found.save()


def test_the_history_has_every_step_and_neither_score_nor_address(desk: Desk) -> None:
    judged(desk.round, desk.editor, desk.experts, [1, 3, 3])
    deciding.decide(desk.round, desk.editor, Outcome.DECLINE, LETTER)
    entries = ModelLogEntry.objects.filter(action__startswith="review.")
    counted = dict.fromkeys(entries.values_list("action", flat=True))
    for action in ("round.opened", "assignment.asked", "assignment.accept", "review.handed_in", "decision.announced"):
        assert f"review.{action}" in counted
    said = str(list(entries.values_list("data", "label")))
    assert "scores" not in said and "@" not in said and "ada" not in said
