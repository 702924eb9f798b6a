"""Turns: who does what next with a submission, and within how many working days."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.messages.selectors.work_days.calendars import WorkCalendar
from cases.messages.selectors.work_days.calendars import calendar_of as calendar_of_city
from cases.review.choices import State
from cases.review.models import Submission
from cases.review.transitions import Party


@dataclass(frozen=True, slots=True)
class Turn:
    """Turn of a party, and what it does. ``setting``: which says in how many working days; "" where no day is set."""

    by: Party
    what: Promise
    setting: str = ""


TURNS: dict[State, Turn] = {
    State.DRAFT: Turn(Party.SUBMITTER, _("You write it and send it. Nobody else reads it until then.")),
    State.RECEIVED: Turn(
        Party.SCREENER,
        _("An editor reads it and answers: to the experts, more is asked for, or declined with the reason."),
        "SUBMISSION_SCREENING_DAYS",
    ),
    State.SCREENING: Turn(
        Party.SCREENER,
        _("An editor is reading it and answers: to the experts, more is asked for, or declined with the reason."),
        "SUBMISSION_SCREENING_DAYS",
    ),
    State.MORE_ASKED: Turn(Party.SUBMITTER, _("You answer what was asked."), "SUBMISSION_ANSWER_DAYS"),
    State.IN_REVIEW: Turn(
        Party.DECIDER,
        _("At least three experts judge it by the published criteria; then an editor decides."),
        "SUBMISSION_REVIEW_DAYS",
    ),
    State.CHANGES_ASKED: Turn(Party.SUBMITTER, _("You answer what the experts asked."), "SUBMISSION_ANSWER_DAYS"),
    State.HELD: Turn(
        Party.DECIDER, _("It is decided; the decision is announced together with others."), "SUBMISSION_ANSWER_DAYS"
    ),
    State.ACCEPTED: Turn(Party.DECIDER, _("Editors make a case of it and publish it; you hear of it.")),
    State.ACCEPTED_WITH_CHANGES: Turn(
        Party.DECIDER, _("Editors make a case of it, with the changes, and publish it; you hear of it.")
    ),
    State.DECLINED: Turn(Party.SITE, _("Nothing more. You may propose it again when what was missing is there.")),
    State.WITHDRAWN: Turn(Party.SITE, _("Nothing more.")),
    State.PUBLISHED: Turn(Party.SITE, _("It can be read by everyone.")),
}


def turn_of(submission: Submission) -> Turn:
    """Turn that a submission is at."""
    return TURNS[State(submission.state)]


def answer_by(submission: Submission, since: datetime | None = None) -> date | None:
    """Day by which whoever's turn it is answers, in their own working days; None where no day is set."""
    turn = turn_of(submission)
    if not turn.setting:
        return None
    return calendar_of(submission).deadline(since or timezone.now(), working_days(turn))


def working_days(turn: Turn) -> int:
    """Number of working days that a turn has."""
    return int(getattr(settings, turn.setting)) if turn.setting else 0


def calendar_of(submission: Submission) -> WorkCalendar:
    """Working days of whoever's turn it is: of the city where its submitter is asked, else of this site."""
    city = submission.for_city or submission.city
    if turn_of(submission).by == Party.SUBMITTER and city is not None:
        return calendar_of_city(city)
    return WorkCalendar(settings.SUBMISSION_COUNTRY, ZoneInfo(settings.TIME_ZONE))


def days_waiting(submission: Submission, today: date | None = None) -> int:
    """Number of days for which a submission has been in its state."""
    return max(0, ((today or timezone.localdate()) - timezone.localdate(submission.state_since)).days)


def is_late(submission: Submission, today: date | None = None) -> bool:
    """Whether the day by which somebody was to answer is over."""
    return submission.due_on is not None and submission.due_on < (today or timezone.localdate())
