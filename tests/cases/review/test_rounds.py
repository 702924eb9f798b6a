"""Rounds of reviews, as editors, experts and submitters live through them."""

import copy
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases.messages.services.sending import send_due
from cases.models import City
from cases.people.models import Membership
from cases.people.services.personal_data import forget
from cases.permissions import Role
from cases.review.choices import AssignmentState, DecisionState, Outcome, RoundState, State
from cases.review.models import Assignment, Decision, ExpertReview, Round
from cases.review.records.assignment_steps import StepError
from cases.review.records.rubric import RubricError
from cases.review.selectors.rounds.candidates import candidates_for, cases_in_month
from cases.review.selectors.rounds.results import feedback_on, results_for
from cases.review.selectors.rounds.rubrics import current_rubric, first_content
from cases.review.selectors.rounds.standing import standing_of
from cases.review.services.moving import move
from cases.review.services.rounds import answering, deciding, inviting, writing
from cases.review.services.rounds.discussing import contribute
from cases.review.services.rounds.locked import ClosedError
from cases.review.services.rounds.reminding import remind_reviewers
from cases.review.services.rounds.rubrics import publish_rubric
from cases.review.transitions import Step
from cases.services.merge_cities import merge_cities
from tests.cases.roles import person

from .judging import LETTER, expert, judged, review, round_of, submission, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


class Desk:
    """An editor, three experts and a round."""

    def __init__(self) -> None:
        self.editor = person(Role.EDITOR, "editor")
        self.city = town("avila")
        self.experts = [expert(name) for name in ("ada", "bea", "cem")]
        self.submission = submission(self.city)
        self.round: Round = round_of(self.submission, self.editor)

    def again(self) -> Round:
        return Round.objects.get(pk=self.round.pk)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_draft_never_counts_and_three_reviews_are_needed(desk: Desk) -> None:
    made = judged(desk.round, desk.editor, desk.experts[:2], [3, 4])
    third = inviting.invite(desk.round, desk.experts[2:], desk.editor)[0]
    answering.accept(third, third.person)
    writing.save_draft(third, third.person, review(desk.round))
    assert standing_of(desk.round).counted == 2
    with pytest.raises(deciding.TooEarlyError):
        deciding.decide(desk.round, desk.editor, Outcome.ACCEPT, LETTER)
    assert results_for(desk.editor, desk.round).summary is None, "too early for editors as well"
    writing.hand_in(third, third.person, review(desk.round, 0))
    seen = results_for(desk.editor, desk.round)
    assert seen.summary is not None and seen.summary.median == 3 and len(seen.summary.disputed) == 8
    decision = deciding.decide(desk.round, desk.editor, Outcome.ACCEPT, LETTER)
    desk.submission.refresh_from_db()
    assert decision.state == DecisionState.ANNOUNCED and desk.submission.state == State.ACCEPTED
    assert [each.version for each in ExpertReview.objects.filter(assignment=made[0])] == [1]


def test_nobody_sees_scores_before_their_own(desk: Desk) -> None:
    judged(desk.round, desk.editor, desk.experts[:2], [1, 4])
    third = inviting.invite(desk.round, desk.experts[2:], desk.editor)[0]
    answering.accept(third, third.person)
    for reader in (third.person, User.objects.create_user("stranger")):
        seen = results_for(reader, desk.round)
        assert (seen.summary, seen.reviews, seen.posts, seen.decision) == (None, (), (), None)
    with pytest.raises(PermissionDenied):
        contribute(desk.round, third.person, "What did the others say?")
    seen = results_for(desk.experts[0].person, desk.round)
    assert seen.summary is not None and len(seen.reviews) == 2
    assert all("ada" not in one.who and "bea" not in one.who and not one.for_editors for one in seen.reviews)
    assert feedback_on(desk.submission) == []


def test_a_revision_stands_beside_the_first(desk: Desk) -> None:
    first = judged(desk.round, desk.editor, desk.experts, [1, 3, 3])[0]
    draft = writing.begin_revision(first, first.person)
    writing.save_draft(first, first.person, review(desk.round, 4))
    assert standing_of(desk.round).counted == 3 and draft.version == 2
    assert {r.scores["effect"] for r in ExpertReview.objects.filter(assignment=first)} == {1, 4}
    assert results_for(desk.editor, desk.round).summary.totals == (1, 3, 3), "the draft is read by nobody"
    writing.hand_in(first, first.person, review(desk.round, 2))
    seen = results_for(desk.editor, desk.round)
    assert seen.summary.totals == (2, 3, 3)
    assert [[old.scores["effect"] for old in one.earlier] for one in seen.reviews] == [[1], [], []]


def test_what_is_incomplete_is_not_handed_in(desk: Desk) -> None:
    one = inviting.invite(desk.round, desk.experts[:1], desk.editor)[0]
    answering.accept(one, one.person)
    data = review(desk.round)
    data["scores"]["effect"], data["reasons"]["cost"], data["exclusions"] = 7, "short", {"harm": ""}
    with pytest.raises(writing.IncompleteError) as error:
        writing.hand_in(one, one.person, {**data, "for_submitter": " "})
    gaps = error.value.gaps
    assert (gaps.scores, gaps.reasons, gaps.exclusions, gaps.for_submitter) == (("effect",), ("cost",), ("harm",), True)


def test_who_may_not_judge_is_not_asked_and_the_reason_is_said(desk: Desk) -> None:
    citizen, submitter, screener = expert("citizen"), expert("submitter"), expert("screener")
    Membership.objects.create(city=desk.city, person=citizen.person, role="reader")
    made = submission(desk.city, submitter.person, screener=screener.person)
    round_ = round_of(made, desk.editor)
    ada = inviting.invite(round_, desk.experts[:1], desk.editor)[0]
    answering.decline(ada, ada.person, "conflict", "I planned it.")
    found = candidates_for(round_)
    reasons = {each.expert.person.username: each.against[0] for each in found.all.values() if each.against}
    assert reasons == {"citizen": "member", "submitter": "submitter", "screener": "screened", "ada": "conflict"}
    assert [each.expert for each in found.proposed] == desk.experts[1:]
    for who in (citizen, submitter, screener, desk.experts[0]):
        with pytest.raises(inviting.MayNotJudgeError):
            inviting.invite(round_, [desk.experts[1], who], desk.editor)
    with pytest.raises(inviting.MayNotJudgeError):
        inviting.ask_again(ada, desk.editor)
    assert Assignment.objects.filter(round=round_).count() == 1, "all of them or none"
    assert cases_in_month([desk.experts[0].pk], timezone.localdate()) == {}, "declined is no load"


def test_candidates_ask_as_much_of_the_database_for_many(desk: Desk, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        expert(f"more-{number}")
    with django_assert_max_num_queries(20):
        assert len([each.said_for for each in candidates_for(desk.again()).proposed]) == 15


def test_whoever_was_asked_or_submitted_decides_nothing(desk: Desk) -> None:
    judged(desk.round, desk.editor, desk.experts, [3, 3, 3])
    for one in (desk.experts[0].person, User.objects.create_user("own", email="mina@example.net")):
        one.groups.add(*desk.editor.groups.all())
        one.emailaddress_set.update_or_create(email="mina@example.net" if one.username == "own" else one.email,
                                              defaults={"verified": True})  # fmt: skip
        one = User.objects.get(pk=one.pk)
        for act in (
            lambda who: deciding.decide(desk.round, who, Outcome.ACCEPT, LETTER),
            lambda who: inviting.invite(desk.round, [], who),
        ):
            with pytest.raises(PermissionDenied):
                act(one)


def test_two_editors_decide_at_once_and_the_second_is_told(desk: Desk) -> None:
    judged(desk.round, desk.editor, desk.experts, [3, 3, 3])
    deciding.decide(desk.round, desk.editor, Outcome.DECLINE, LETTER)
    with pytest.raises(ClosedError) as error:
        deciding.decide(desk.round, person(Role.PUBLISHER, "second"), Outcome.ACCEPT, LETTER)
    assert error.value.decision.outcome == Outcome.DECLINE and error.value.decision.by == desk.editor
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("letter", ["", "   \n", "Short."])
def test_a_letter_cannot_be_empty(desk: Desk, letter: str) -> None:
    judged(desk.round, desk.editor, desk.experts, [3, 3, 3])
    deciding.draft_decision(desk.round, desk.editor, Outcome.ACCEPT, letter)
    with pytest.raises(deciding.EmptyLetterError):
        deciding.decide(desk.round, desk.editor, Outcome.ACCEPT, letter)
    assert desk.again().is_open


def test_what_half_of_the_reviews_exclude_is_not_accepted(desk: Desk) -> None:
    made = inviting.invite(desk.round, desk.experts, desk.editor)
    for each, excluded in zip(made, ({"harm": "It drives people out."}, {"harm": "See the figures."}, {}), strict=True):
        answering.accept(each, each.person)
        writing.hand_in(each, each.person, review(desk.round, exclusions=excluded))
    for outcome in (Outcome.ACCEPT, Outcome.WITH_CHANGES):
        with pytest.raises(deciding.ExcludedError):
            deciding.decide(desk.round, desk.editor, outcome, LETTER)
    deciding.decide(desk.round, desk.editor, Outcome.DECLINE, LETTER)


def test_decisions_are_held_changed_taken_back_and_announced_together(desk: Desk) -> None:
    other = round_of(submission(desk.city), desk.editor)
    for round_ in (desk.round, other):
        judged(round_, desk.editor, desk.experts, [3, 3, 3])
    with pytest.raises(deciding.NotHeldError):
        deciding.decide(other, desk.editor, Outcome.ASK_MORE, LETTER, hold=True)
    held = [deciding.decide(round_, desk.editor, Outcome.ACCEPT, LETTER, hold=True) for round_ in (desk.round, other)]
    assert feedback_on(desk.submission) == [] and {each.state for each in held} == {"held"}
    deciding.change_held(held[1], desk.editor, Outcome.DECLINE, LETTER + " No.")
    deciding.take_back(held[0], desk.editor)
    assert desk.again().is_open and standing_of(desk.round).is_enough
    held[0] = deciding.decide(desk.round, desk.editor, Outcome.WITH_CHANGES, LETTER, hold=True)
    deciding.announce(held, desk.editor)
    states = [Round.objects.get(pk=each.pk).submission.state for each in (desk.round, other)]
    assert states == [State.ACCEPTED_WITH_CHANGES, State.DECLINED]
    with pytest.raises(ClosedError):
        deciding.announce(held, desk.editor)
    told = feedback_on(desk.submission)[0]
    assert told.decision.letter == LETTER and len(told.reviews) == 3
    assert all(one.for_submitter and not one.for_editors and "ada" not in one.who for one in told.reviews)


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
