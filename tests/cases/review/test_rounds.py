"""Rounds of reviews, as editors, experts and submitters live through them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cases.people.models import Membership
from cases.permissions import Role
from cases.review.choices import DecisionState, Outcome, State
from cases.review.models import Assignment, Decision, ExpertReview, Round
from cases.review.selectors.rounds.candidates import candidates_for, cases_in_month
from cases.review.selectors.rounds.results import feedback_on, results_for
from cases.review.selectors.rounds.standing import standing_of
from cases.review.services.rounds import answering, deciding, inviting, writing
from cases.review.services.rounds.discussing import contribute
from cases.review.services.rounds.locked import ClosedError
from tests.cases.roles import person

from .judging import LETTER, Desk, expert, judged, review, round_of, submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


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
