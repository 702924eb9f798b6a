"""Sight of a person on a round: what they are in it, and which parts of it they see at this moment."""

from dataclasses import dataclass
from typing import Any

from cases.people.permissions import ACCOUNT
from cases.review.choices import AssignmentState, DecisionState, Right, RoundState
from cases.review.models import Assignment, Decision, Round, Submission
from cases.review.permissions import VISITOR, Action, may, roles_of
from cases.review.records.quorum import Standing
from cases.review.records.visibility import Part, Viewer, sees

from .standing import standing_of

_BEGUN = (VISITOR, ACCOUNT, *map(str, Right))


@dataclass(frozen=True, slots=True)
class Sight:
    """Sight of one person on one round. ``assignment``: their own, where they have one."""

    viewer: Viewer
    standing: Standing
    is_announced: bool
    is_over: bool
    assignment: Assignment | None = None

    @property
    def own_in(self) -> bool:
        """Whether the person's own review counts."""
        return self.assignment is not None and self.assignment.state == AssignmentState.HANDED_IN

    def sees(self, part: Part) -> bool:
        """Whether a part is seen."""
        return sees(
            self.viewer,
            part,
            own_in=self.own_in,
            is_enough=self.standing.is_enough or self.is_over,
            is_announced=self.is_announced,
        )


def sight_of(user: Any, round_: Round) -> Sight:
    """Sight of a person on a round. Whoever was asked to judge is no editor of it, whatever they answered."""
    assignments = list(round_.assignments.all())
    own = [each for each in assignments if user.is_authenticated and each.person_id == user.pk]
    announced = Decision.objects.filter(round=round_, state=DecisionState.ANNOUNCED).exists()
    if has_submitted(user, round_.submission):
        viewer = Viewer.SUBMITTER
    elif own or was_asked(user, round_.submission):
        viewer = Viewer.REVIEWER
    else:
        viewer = Viewer.EDITOR if may(user, Action.RUN_ROUND, round_.submission) else Viewer.PUBLIC
    is_over = round_.state == RoundState.DECIDED
    return Sight(viewer, standing_of(round_, assignments), announced, is_over, own[-1] if own else None)


def sight_of_submitter(round_: Round) -> Sight:
    """Sight of whoever submitted, with or without an account."""
    announced = Decision.objects.filter(round=round_, state=DecisionState.ANNOUNCED).exists()
    return Sight(Viewer.SUBMITTER, standing_of(round_), announced, round_.state == RoundState.DECIDED)


def has_submitted(user: Any, submission: Submission) -> bool:
    """Whether a submission is a person's own, alone or with others."""
    return any(own for role, own in roles_of(user, submission) if role in _BEGUN)


def was_asked(user: Any, submission: Submission) -> bool:
    """Whether a person was ever asked to judge a submission, whatever they answered."""
    asked = Assignment.objects.filter(round__submission=submission, person=user.pk)
    return bool(user.is_authenticated) and asked.exists()


def may_run(user: Any, submission: Submission) -> bool:
    """Whether a person may invite experts for a submission and see how its rounds stand."""
    return may(user, Action.RUN_ROUND, submission) and not was_asked(user, submission)


def may_decide(user: Any, submission: Submission) -> bool:
    """Whether a person may decide about a submission: an editor who neither submitted it nor was asked to judge it."""
    return may(user, Action.DECIDE, submission) and not was_asked(user, submission)
