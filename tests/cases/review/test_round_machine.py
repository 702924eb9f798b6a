"""A round under everything that can happen to it in any order.

No order of actions decides without the reviews required, counts a draft, shows a score too early, lets anyone judge or
decide on their own, or leaves an invitation without an end.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases.people.models import Membership
from cases.permissions import Role
from cases.review.choices import DecisionState, Outcome, State
from cases.review.models import Assignment, Decision, ExpertReview, Round
from cases.review.records.assignment_steps import StepError
from cases.review.selectors.rounds.results import feedback_on, results_for
from cases.review.selectors.rounds.standing import standing_of
from cases.review.services.rounds import answering, deciding, inviting, writing
from cases.review.services.rounds.discussing import contribute
from cases.review.services.rounds.leaving import let_go
from cases.review.services.rounds.locked import ClosedError
from cases.review.services.rounds.reminding import remind_reviewers
from cases.review.services.submissions.moving import move
from cases.review.transitions import NotPossibleError, Step
from tests.cases.roles import person

from .judging import LETTER, expert, review, round_of, submission, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
REFUSALS = (
    PermissionDenied,
    ClosedError,
    StepError,
    NotPossibleError,
    inviting.MayNotJudgeError,
    writing.IncompleteError,
    deciding.TooEarlyError,
    deciding.EmptyLetterError,
    deciding.ExcludedError,
    deciding.NotHeldError,
)
numbers, scores, outcomes = st.integers(0, 9), st.integers(0, 4), st.sampled_from(Outcome.values)
NAMES = ("ada", "bea", "cem", "dua", "own", "citizen")


class Rounds(RuleBasedStateMachine):
    """A submission of an expert, from a city of which another is a member; two editors, one of them an expert."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.experts = {name: expert(name) for name in NAMES}
        self.people = {name: each.person for name, each in self.experts.items()}
        self.editors = [person(Role.EDITOR, "editor"), self.people["ada"]]
        self.people["ada"].groups.add(*self.editors[0].groups.all())
        self.city = town("avila")
        Membership.objects.create(city=self.city, person=self.people["citizen"], role="reader")
        self.submission = submission(self.city, self.people["own"])
        self.round: Round = round_of(self.submission, self.editors[0])
        self.day = timezone.localdate()
        self.in_: dict[int, int] = {}  # assignments whose review stands by the model, and their rounds
        self.left: set[str] = set()

    @initialize(first=st.integers(0, 3))
    def begin_late(self, first: int) -> None:
        """Some reviews are in already, so that what follows a decision is met as often as what comes before."""
        for who in ("bea", "cem", "dua")[:first]:
            self.judge(who, 3)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def tried(self, act: Any) -> Any:
        """What an act gives, or None where it is refused; a refusal changes nothing."""
        try:
            with transaction.atomic():
                return act()
        except REFUSALS:
            return None

    def one(self, number: int) -> Assignment | None:
        found = list(Assignment.objects.filter(person__isnull=False).order_by("pk"))
        return found[number % len(found)] if found else None

    def editor(self, number: int) -> Any:
        return self.editors[number % 2]

    @rule(number=numbers, who=st.sampled_from(NAMES))
    def invite(self, number: int, who: str) -> None:
        if who in self.left:
            return
        made = self.tried(lambda: inviting.invite(self.round, [self.experts[who]], self.editor(number)))
        assert not (made and who in ("own", "citizen")), "somebody judges their own"

    @rule(number=numbers)
    def ask_again(self, number: int) -> None:
        if one := self.one(number):
            self.tried(lambda: inviting.ask_again(one, self.editors[0]))

    @rule(number=numbers, by=numbers)
    def accept(self, number: int, by: int) -> None:
        if one := self.one(number):
            who = one.person if by % 3 else list(self.people.values())[by % len(NAMES)]
            done = self.tried(lambda: answering.accept(one, who))
            assert done is None or one.person == who

    @rule(number=numbers, reason=st.sampled_from(["conflict", "time"]))
    def refuse(self, number: int, reason: str) -> None:
        if one := self.one(number):
            act = answering.decline if one.state == "invited" else answering.resign
            self.tried(lambda: act(one, one.person, reason, "Because."))

    @rule(number=numbers, score=scores)
    def save_draft(self, number: int, score: int) -> None:
        if one := self.one(number):
            self.tried(lambda: writing.save_draft(one, one.person, review(self.round, score)))

    @rule(number=numbers, score=scores, excluded=st.booleans(), by=numbers)
    def hand_in(self, number: int, score: int, excluded: bool, by: int) -> None:
        if one := self.one(number):
            who = one.person if by else self.editors[0]
            data = review(self.round, score, exclusions={"harm": "It harms people."} if excluded else {})
            if self.tried(lambda: writing.hand_in(one, who, data)) is not None:
                assert who == one.person and one.person not in (self.people["own"], self.people["citizen"])
                self.in_[one.pk] = one.round_id

    @rule(who=st.sampled_from(NAMES), score=scores)
    def judge(self, who: str, score: int) -> None:
        """The whole way at once, so that rounds come as far as a decision."""
        if who in self.left or not (made := self.tried(lambda: self.asked(who))):
            return
        self.tried(lambda: answering.accept(made[0], made[0].person))
        if self.tried(lambda: writing.hand_in(made[0], made[0].person, review(self.round, score))) is not None:
            self.in_[made[0].pk] = made[0].round_id

    def asked(self, who: str) -> list[Assignment]:
        return inviting.invite(self.round, [self.experts[who]], self.editors[0])

    @rule(number=numbers)
    def revise(self, number: int) -> None:
        if one := self.one(number):
            self.tried(lambda: writing.begin_revision(one, one.person))

    @rule(number=numbers)
    def withdraw(self, number: int) -> None:
        if one := self.one(number):
            self.tried(lambda: inviting.withdraw(one, self.editors[0]))

    @rule(number=numbers)
    def say(self, number: int) -> None:
        who = list(self.people.values())[number % len(NAMES)]
        before = results_for(who, self.round).shows_discussion
        assert self.tried(lambda: contribute(self.round, who, "I see it otherwise.")) is None or before

    @rule(days=st.integers(1, 12))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days=days)
        remind_reviewers(self.day)

    @rule(number=numbers, outcome=outcomes, hold=st.booleans())
    def decide(self, number: int, outcome: str, hold: bool) -> None:
        editor = self.editor(number)
        counted = sum(1 for where in self.in_.values() if where == self.round.pk)
        asked = Assignment.objects.filter(round__submission=self.submission, person=editor).exists()
        made = self.tried(lambda: deciding.decide(self.round, editor, outcome, LETTER, hold=hold))
        if made is not None:
            assert counted >= 3, "decided without the reviews required"
            assert not asked, "decided by somebody who was asked to judge"

    @rule(number=numbers)
    def take_back(self, number: int) -> None:
        if held := Decision.objects.filter(state=DecisionState.HELD).first():
            self.tried(lambda: deciding.take_back(held, self.editor(number)))

    @rule(number=numbers)
    def announce(self, number: int) -> None:
        if held := list(Decision.objects.filter(state=DecisionState.HELD)):
            self.tried(lambda: deciding.announce(held, self.editor(number)))

    @rule()
    def submitter_answers(self) -> None:
        self.submission.refresh_from_db()
        self.tried(lambda: move(self.submission, Step.ANSWER_CHANGES))
        self.round = Round.objects.filter(submission=self.submission).order_by("number").last() or self.round

    @precondition(lambda self: self.in_)
    @rule(who=st.sampled_from(("bea", "cem")))
    def leave(self, who: str) -> None:
        self.left.add(who)
        let_go(self.people[who])

    @invariant()
    def a_draft_never_counts(self) -> None:
        standing = Assignment.objects.filter(state="handed_in")
        assert {each.pk for each in standing} == set(self.in_), "counted what was not handed in, or lost a review"
        assert standing_of(self.round).counted == sum(1 for where in self.in_.values() if where == self.round.pk)
        for each in standing:
            assert ExpertReview.objects.filter(assignment=each, handed_in_at__isnull=False).exists()

    @invariant()
    def no_score_is_seen_too_early(self) -> None:
        counted = sum(1 for where in self.in_.values() if where == self.round.pk)
        for name, who in self.people.items():
            seen = results_for(who, self.round)
            own = Assignment.objects.filter(round=self.round, person=who, state="handed_in").exists()
            is_told = Decision.objects.filter(round=self.round, state=DecisionState.ANNOUNCED).exists()
            may_see = is_told if name == "own" else own or (name == "ada" and not seen.sight.assignment)
            assert may_see or (seen.summary is None and not seen.reviews and not seen.posts), name
        if counted < 3 and self.round.is_open:
            assert results_for(self.editors[0], self.round).summary is None, "an editor saw the first scores"
        announced = Decision.objects.filter(state=DecisionState.ANNOUNCED, round__submission=self.submission)
        assert bool(feedback_on(self.submission)) == announced.exists()

    @invariant()
    def nobody_has_two_assignments_at_once(self) -> None:
        standing = Assignment.objects.filter(
            round=self.round, state__in=["invited", "accepted", "handed_in"], person__isnull=False
        )
        people = list(standing.values_list("person", flat=True))
        assert len(people) == len(set(people))

    @invariant()
    def what_is_closed_leaves_nothing_open(self) -> None:
        running = Assignment.objects.filter(state__in=["invited", "accepted"]).exclude(round__state="open")
        assert not running.exists(), "an invitation without an end"
        self.submission.refresh_from_db()
        if self.submission.state in (State.ACCEPTED, State.ACCEPTED_WITH_CHANGES, State.DECLINED):
            assert not ExpertReview.objects.filter(
                handed_in_at=None, assignment__state__in=["invited", "accepted"]
            ).exists()

    @invariant()
    def everything_that_runs_ends_by_itself(self) -> None:
        with transaction.atomic():
            for days in (0, 30, 60, 90):
                remind_reviewers(self.day + timedelta(days=400 + days))
            assert not Assignment.objects.filter(state__in=["invited", "accepted"]).exists()
            transaction.set_rollback(True)


def test_no_order_of_actions_breaks_a_round() -> None:
    few = settings(max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Rounds, settings=few)
