"""Life of a submission before the experts, in any order: nothing is lost, nobody judges their own, nobody is left."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from wagtail.models import ModelLogEntry

from cases.messages.models import Message
from cases.permissions import Role
from cases.review.choices import Answer, NextStep, State
from cases.review.models import Submission
from cases.review.permissions import Action, may, may_read
from cases.review.services.submissions.forgetting import forget_submission
from cases.review.services.submissions.moving import entry_of
from cases.review.services.submissions.screening import answer_submission, begin_screening
from cases.review.services.submissions.writing import NotWritableError, send, withdraw
from cases.review.transitions import CLOSED, TRANSITIONS, NotPossibleError, Party, Step, after
from tests.cases.roles import person

from .submissions import account, draft

pytestmark = [pytest.mark.django_db]
MOST = 12  # steps


class Life(RuleBasedStateMachine):
    """A submission, and the state that the table of transitions says it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = User.objects.get(username="owner")
        self.editor = User.objects.get(username="editor")
        self.made = draft(self.owner)
        self.expected, self.steps, self.is_gone = State.DRAFT, [], False

    def step(self, step: Step, act: Any) -> None:
        """Does a step as the table says: either it is done, or it is refused and nothing changes."""
        if self.is_gone:
            return
        try:
            following = after(self.expected, step)
        except NotPossibleError:
            with pytest.raises((NotPossibleError, NotWritableError)):
                act()
            return
        act()
        self.expected = following
        self.steps.append(step)

    @rule()
    def sends(self) -> None:
        """Sends a draft, or the answer to what was asked."""
        step = {State.MORE_ASKED: Step.ANSWER}.get(self.expected, Step.SEND)
        self.step(step, lambda: send(self.made, by=self.owner))
        if step == Step.SEND and not self.is_gone and self.steps[-1:] == [Step.SEND]:
            Submission.objects.filter(pk=self.made.pk).update(correct_until=timezone.now())

    @rule(answer=st.sampled_from(list(Answer)))
    def is_answered(self, answer: Answer) -> None:
        """An editor answers; what was only received is read first."""
        if not self.is_gone and self.expected == State.RECEIVED:
            self.step(Step.READ, lambda: begin_screening(self.made, self.editor))
        step = {Answer.ASK: Step.ASK, Answer.DECLINE: Step.DECLINE, Answer.REVIEW: Step.REVIEW}[answer]
        said = {"text": "Because.", "next_step": NextStep.AGAIN, "fields": ["figures"]}
        self.step(step, lambda: answer_submission(self.made, answer, by=self.editor, **said))  # type: ignore[arg-type]

    @rule()
    def is_withdrawn(self) -> None:
        """Its owner withdraws it; of a draft nothing stays."""
        was_draft = self.expected == State.DRAFT
        self.step(Step.WITHDRAW, lambda: withdraw(self.made, by=self.owner))
        self.is_gone = self.is_gone or was_draft

    @rule()
    def is_forgotten(self) -> None:
        """Its owner has personal data deleted, which withdraws what is open."""
        if self.is_gone or self.expected == State.DRAFT:
            return
        if self.expected not in CLOSED:
            self.steps.append(Step.WITHDRAW)
            self.expected = State.WITHDRAWN
        forget_submission(self.made, by=self.owner)

    @invariant()
    def is_where_the_table_says(self) -> None:
        """State and history are those of the steps that were done."""
        found = Submission.objects.filter(pk=self.made.pk).first()
        assert (found is None) == self.is_gone
        if found is None:
            return
        assert found.state == self.expected
        actions = [entry_of(step) for step in Step]
        entries = ModelLogEntry.objects.for_instance(found).filter(action__in=actions).order_by("timestamp", "pk")
        assert list(entries.values_list("action", flat=True)) == [entry_of(step) for step in self.steps]
        assert (found.closed_at is not None) == (found.state in (State.DECLINED, State.WITHDRAWN))

    @invariant()
    def nobody_is_left_without_an_answer(self) -> None:
        """Whoever's turn it is has a day; and each answer was told, unless there is nobody to tell."""
        found = Submission.objects.filter(pk=self.made.pk).first()
        if found is None or found.state in (State.DRAFT, *CLOSED):
            return
        assert found.due_on is not None
        told = Message.objects.filter(person=self.owner, object_id=str(found.pk)).values_list("cause", flat=True)
        if found.state == State.MORE_ASKED:
            assert "review.asked" in told
        answers = [step for step in self.steps if TRANSITIONS[step].by == Party.SCREENER and step != Step.READ]
        assert found.screening_answers.count() == len(answers)

    @invariant()
    def who_may_read_and_judge_it_follows_its_state(self) -> None:
        """No draft is read by the staff, nobody screens their own, and what was forgotten is nobody's."""
        found = Submission.objects.filter(pk=self.made.pk).first()
        if found is None:
            return
        assert may_read(self.editor, found) == (found.state != State.DRAFT)
        assert may_read(self.owner, found) == (found.forgotten_at is None)
        assert may(self.owner, Action.SCREEN, found) is False


def test_any_order(foundation: None) -> None:
    account("owner")
    person(Role.EDITOR)
    Life.TestCase.settings = settings(max_examples=8, stateful_step_count=MOST, deadline=None, database=None)
    Life.TestCase("runTest").runTest()
