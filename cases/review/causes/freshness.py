"""Causes about cases that are to be confirmed, and about problems and opinions that readers see."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.messages.causes.cause import Cause, is_gone
from cases.messages.causes.kinds import Kind
from cases.messages.choices import Pace
from cases.messages.models import Message
from cases.review.choices import Holds, ProblemState

FRESHNESS = Kind(code="freshness", label=_("Cases of your city that are to be confirmed"), pace=Pace.AT_ONCE)
NEWSROOM = Kind(code="freshness_newsroom", label=_("Cases that somebody has to look into: answers of cities, problems"))
PROBLEMS = Kind(code="problems", label=_("Answers to problems that you reported"), pace=Pace.AT_ONCE)


def is_answered(message: Message) -> bool:
    """Whether a question is gone or answered, or its case archived."""
    question: Any = message.about
    return question is None or not question.is_waiting or question.case.archived_on is not None


def is_settled(message: Message) -> bool:
    """Whether a question is gone, or its editors are done with it."""
    question: Any = message.about
    return question is None or question.settled_at is not None


def is_answered_problem(message: Message) -> bool:
    """Whether a reported problem is gone or has its answer."""
    report: Any = message.about
    return report is None or not report.is_open


def _sample() -> Mapping[str, Any]:
    return {
        "title": gettext("Night buses along the ring road"),
        "case_url": "https://practice.example/c/THR-0012/",
        "day": timezone.localdate(),
        "stage": "owner",
        "answer": str(Holds.CORRECTED.label),
        "note": gettext("The cost has no source."),
        "reason": gettext("A figure or a date is wrong"),
        "state": str(ProblemState.MENDED.label),
        "number": 12,
    }


CAUSES = (
    Cause(
        code="case.holds",
        kind=FRESHNESS,
        subject=_("Does “%(title)s” still hold?"),
        reason=_("You get this because this is a case of your city, which you look after."),
        template="review/mail/holds.html",
        action=_("Answer on the site"),
        is_over=is_answered,
        sample=_sample,
    ),
    Cause(
        code="case.said",
        kind=NEWSROOM,
        subject=_("A city says that a case has changed: “%(title)s”"),
        reason=_("You get this because you are an editor of this site."),
        template="review/mail/said.html",
        action=_("Look into it"),
        is_over=is_settled,
        sample=_sample,
    ),
    Cause(
        code="case.unanswered",
        kind=NEWSROOM,
        subject=_("Nobody in the city answers about “%(title)s”"),
        reason=_("You get this because you are an editor of this site."),
        template="review/mail/unanswered.html",
        action=_("Look into it"),
        is_over=is_answered,
        sample=_sample,
    ),
    Cause(
        code="problem.reported",
        kind=NEWSROOM,
        subject=_("A reader reports a problem of “%(title)s”"),
        reason=_("You get this because you are an editor of this site."),
        template="review/mail/problem.html",
        action=_("Look into it"),
        is_over=is_answered_problem,
        sample=_sample,
    ),
    Cause(
        code="problem.answered",
        kind=PROBLEMS,
        subject=_("What became of the problem that you reported"),
        reason=_("You get this because you reported a problem of this case and gave this address for the answer."),
        template="review/mail/answered.html",
        is_over=is_gone,
        sample=_sample,
    ),
)
