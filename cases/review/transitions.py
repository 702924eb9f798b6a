"""Life of a submission: which step leads from which states to which, and whose it is. Pure, without database."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .choices import State


class Party(StrEnum):
    """Parties to a submission. ``SITE`` is what happens by itself, such as when a case is published."""

    SUBMITTER = "submitter"
    SCREENER = "screener"
    DECIDER = "decider"  # an editor who is neither submitter nor reviewer
    SITE = "site"


class Step(StrEnum):
    """Actions that change the state of a submission."""

    SEND = "send"
    READ = "read"  # somebody began to check it
    ASK = "ask for more"
    ANSWER = "answer"
    DECLINE = "decline"
    REVIEW = "send to review"
    WITHDRAW = "withdraw"
    ASK_CHANGES = "ask for more after review"
    ANSWER_CHANGES = "answer after review"
    SCREEN_AGAIN = "return to screening"
    HOLD = "decide, announce later"
    REOPEN = "take back a decision that is not announced"
    ACCEPT = "accept"
    ACCEPT_WITH_CHANGES = "accept with changes"
    DECLINE_REVIEWED = "decline after review"
    PUBLISH = "publish as a case"


@dataclass(frozen=True, slots=True)
class Transition:
    """Transition of a submission by one step."""

    step: Step
    sources: frozenset[State]
    target: State
    by: Party


class NotPossibleError(Exception):
    """A step that the state does not allow. ``state``: the one that the submission is in."""

    def __init__(self, step: Step, state: State) -> None:
        super().__init__(f"{step} is not possible: {state}")
        self.step, self.state = step, state


OPEN = frozenset([State.RECEIVED, State.SCREENING, State.MORE_ASKED, State.IN_REVIEW, State.CHANGES_ASKED, State.HELD])
ACCEPTED = frozenset([State.ACCEPTED, State.ACCEPTED_WITH_CHANGES])
CLOSED = frozenset([State.DECLINED, State.WITHDRAWN, State.PUBLISHED])  # nothing follows
_DECIDED_FROM = frozenset([State.IN_REVIEW, State.HELD])


def _line(step: Step, sources: Iterable[State], target: State, by: Party) -> Transition:
    return Transition(step, frozenset(sources), target, by)


TRANSITIONS: dict[Step, Transition] = {
    line.step: line
    for line in (
        _line(Step.SEND, [State.DRAFT], State.RECEIVED, Party.SUBMITTER),
        _line(Step.READ, [State.RECEIVED], State.SCREENING, Party.SCREENER),
        _line(Step.ASK, [State.SCREENING], State.MORE_ASKED, Party.SCREENER),
        _line(Step.ANSWER, [State.MORE_ASKED], State.SCREENING, Party.SUBMITTER),
        _line(Step.DECLINE, [State.SCREENING, State.MORE_ASKED], State.DECLINED, Party.SCREENER),
        _line(Step.REVIEW, [State.SCREENING], State.IN_REVIEW, Party.SCREENER),
        _line(Step.WITHDRAW, [State.DRAFT, *OPEN, *ACCEPTED], State.WITHDRAWN, Party.SUBMITTER),
        _line(Step.ASK_CHANGES, [State.IN_REVIEW], State.CHANGES_ASKED, Party.DECIDER),
        _line(Step.ANSWER_CHANGES, [State.CHANGES_ASKED], State.IN_REVIEW, Party.SUBMITTER),
        _line(Step.SCREEN_AGAIN, [State.IN_REVIEW], State.SCREENING, Party.DECIDER),
        _line(Step.HOLD, [State.IN_REVIEW], State.HELD, Party.DECIDER),
        _line(Step.REOPEN, [State.HELD], State.IN_REVIEW, Party.DECIDER),
        _line(Step.ACCEPT, _DECIDED_FROM, State.ACCEPTED, Party.DECIDER),
        _line(Step.ACCEPT_WITH_CHANGES, _DECIDED_FROM, State.ACCEPTED_WITH_CHANGES, Party.DECIDER),
        _line(
            Step.DECLINE_REVIEWED, [*_DECIDED_FROM, State.CHANGES_ASKED], State.DECLINED, Party.DECIDER
        ),
        _line(Step.PUBLISH, ACCEPTED, State.PUBLISHED, Party.SITE),
    )
}  # fmt: skip


def after(state: State | str, step: Step) -> State:
    """State that follows a step. Raises NotPossibleError where the state does not allow it."""
    line, now = TRANSITIONS[step], State(state)
    if now not in line.sources:
        raise NotPossibleError(step, now)
    return line.target


def possible(state: State | str, by: Party | None = None) -> list[Step]:
    """Steps that a state allows, of one party or of all, in the order of the table."""
    return [line.step for line in TRANSITIONS.values() if state in line.sources and (by is None or line.by == by)]


def is_open(state: State | str) -> bool:
    """Whether somebody still owes its submitter an answer, or is owed one by them."""
    return state in OPEN
