"""Steps of an assignment: from which state to which each leads. Every state that runs has a step that ends it."""

from enum import StrEnum

from cases.review.choices import AssignmentState as S


class Step(StrEnum):
    """Steps of an assignment."""

    ACCEPT = "accept"  # by the expert, who states that there is no conflict of interest
    DECLINE = "decline"  # by the expert, with a reason
    EXPIRE = "expire"  # no answer by the day asked
    WITHDRAW = "withdraw"  # by an editor
    HAND_IN = "hand in"
    RESIGN = "resign"  # by the expert after accepting, with a reason
    LAPSE = "lapse"  # nothing handed in long after the day asked
    SET_ASIDE = "set aside"  # a conflict of interest came to light: what was handed in does not count
    CLOSE = "close"  # the decision came first


class StepError(Exception):
    """Error of a step that does not lead on from a state; has the state."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


STEPS: dict[Step, tuple[frozenset[str], S]] = {
    Step.ACCEPT: (frozenset({S.INVITED}), S.ACCEPTED),
    Step.DECLINE: (frozenset({S.INVITED}), S.DECLINED),
    Step.EXPIRE: (frozenset({S.INVITED}), S.EXPIRED),
    Step.WITHDRAW: (frozenset({S.INVITED, S.ACCEPTED}), S.WITHDRAWN),
    Step.HAND_IN: (frozenset({S.ACCEPTED, S.HANDED_IN}), S.HANDED_IN),  # again: a revision
    Step.RESIGN: (frozenset({S.ACCEPTED}), S.RESIGNED),
    Step.LAPSE: (frozenset({S.ACCEPTED}), S.LAPSED),
    Step.SET_ASIDE: (frozenset({S.INVITED, S.ACCEPTED, S.HANDED_IN}), S.SET_ASIDE),
    Step.CLOSE: (frozenset({S.INVITED, S.ACCEPTED}), S.CLOSED),
}


def after(state: str, step: Step) -> S:
    """State after a step. Raises StepError."""
    sources, target = STEPS[step]
    if state not in sources:
        raise StepError(state)
    return target
