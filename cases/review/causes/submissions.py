"""Causes about submissions: a code, a receipt, what screening answered, who may take part, a publication."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.messages.causes.cause import Cause
from cases.messages.causes.kinds import Kind
from cases.messages.choices import Pace
from cases.messages.models import Message
from cases.review.choices import State

CODES = Kind(code="submission codes", label=_("Codes for what you propose"), pace=Pace.AT_ONCE, mandatory=True)
SUBMISSIONS = Kind(code="submissions", label=_("What you proposed, and what becomes of it"), pace=Pace.AT_ONCE)
SCREENING = Kind(code="screening", label=_("Submissions that wait for a first answer"))


def _sample() -> Mapping[str, Any]:
    return {
        "number": "4827-1509",
        "title": gettext("A bus lane in six weeks"),
        "code": "ABCD-1234",
        "text": gettext("How was the time of the journeys measured?"),
        "fields": [gettext("Figures")],
        "next": gettext("A similar case that is published already"),
        "next_text": "",
        "similar": "THR-0012",
        "day": date(2026, 12, 8),
        "by": gettext("Somebody"),
        "right": gettext("May read and comment"),
    }


def is_gone(message: Message) -> bool:
    """Whether the submission is not there any more, or was withdrawn."""
    about = message.about
    return about is None or getattr(about, "state", "") == State.WITHDRAWN


def is_read(message: Message) -> bool:
    """Whether somebody screens the submission already, or nobody needs to."""
    return getattr(message.about, "state", "") not in (State.RECEIVED, State.SCREENING)


def is_answered(message: Message) -> bool:
    """Whether its submitter has answered already."""
    return getattr(message.about, "state", "") != State.MORE_ASKED


_MINE = _("You get this because you proposed a practice on this site.")
_SEE = _("See where it is")

CAUSES = (
    Cause(
        code="review.code",
        kind=CODES,
        subject=_("Your code"),
        reason=_("You get this because somebody used your address on this site to propose a practice."),
        template="review/mail/code.html",
        urgent=True,
        secret=True,
        lifetime=timedelta(minutes=15),
        sample=_sample,
    ),
    Cause(
        code="review.received",
        kind=SUBMISSIONS,
        subject=_("Received: submission %(number)s"),
        reason=_MINE,
        template="review/mail/received.html",
        action=_SEE,
        urgent=True,
        is_over=is_gone,
        sample=_sample,
    ),
    Cause(
        code="review.arrived",
        kind=SCREENING,
        subject=_("Submission %(number)s waits for a first answer"),
        reason=_("You get this because you may answer submissions."),
        template="review/mail/arrived.html",
        action=_("Read it"),
        is_over=is_read,
        sample=_sample,
    ),
    Cause(
        code="review.asked",
        kind=SUBMISSIONS,
        subject=_("More is asked for about submission %(number)s"),
        reason=_MINE,
        template="review/mail/asked.html",
        action=_("Answer it"),
        urgent=True,
        is_over=is_answered,
        sample=_sample,
    ),
    Cause(
        code="review.declined",
        kind=SUBMISSIONS,
        subject=_("Submission %(number)s is declined"),
        reason=_MINE,
        template="review/mail/declined.html",
        action=_SEE,
        urgent=True,
        is_over=is_gone,
        sample=_sample,
    ),
    Cause(
        code="review.sent_on",
        kind=SUBMISSIONS,
        subject=_("Submission %(number)s goes to the experts"),
        reason=_MINE,
        template="review/mail/sent_on.html",
        action=_SEE,
        is_over=is_gone,
        sample=_sample,
    ),
    Cause(
        code="review.invited",
        kind=SUBMISSIONS,
        subject=_("You may take part in submission %(number)s"),
        reason=_("You get this because somebody entered your address to let you take part."),
        template="review/mail/invited.html",
        action=_("Look at it"),
        urgent=True,
        is_over=is_gone,
        sample=_sample,
    ),
    Cause(
        code="review.published",
        kind=SUBMISSIONS,
        subject=_("Published: what became of submission %(number)s"),
        reason=_("You get this because you proposed this practice, or judged it."),
        template="review/mail/published.html",
        action=_("Read the case"),
        sample=_sample,
    ),
)
