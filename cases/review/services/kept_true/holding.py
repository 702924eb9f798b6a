"""Answers to the question whether a case still holds, and what editors settle after them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cases.review.choices import Holds
from cases.review.models import FreshnessQuestion
from cases.review.permissions import Action, may
from cases.services.freshness import confirm_case

from .freshness_mail import forget_question, tell_said

ANSWERED, SETTLED = "review.freshness.answer", "review.freshness.settle"


class AnsweredBeforeError(Exception):
    """Error where somebody else answered a question, or settled it, before."""


@transaction.atomic
def say_holds(question: FreshnessQuestion, answer: str, note: str, by: Any) -> FreshnessQuestion:
    """Answers whether a case still holds. ``by``: a member of its city or an editor; None: whoever reads its mailbox.

    Raises PermissionDenied, AnsweredBeforeError.
    """
    found = _locked(question)
    if not found.is_waiting:
        raise AnsweredBeforeError
    if by is not None and not may(by, Action.SAY_HOLDS, found):
        raise PermissionDenied
    now = timezone.now()
    found.answer, found.note, found.answered_at, found.answered_by = answer, note, now, by
    if answer == Holds.RIGHT:
        confirm_case(found.case, by, timezone.localdate(now))
        found.settled_at, found.settled_by = now, by
    found.save()
    log(found.case, ANSWERED, user=by, data={"answer": answer, "mailbox": by is None})
    forget_question(found)
    if answer != Holds.RIGHT:
        tell_said(found, by)
    return found


@transaction.atomic
def settle(question: FreshnessQuestion, by: Any) -> FreshnessQuestion:
    """Notes that editors did what a city's answer asks for, or found out themselves: the case holds as it stands now.

    An archived case is not confirmed. Raises PermissionDenied, AnsweredBeforeError.
    """
    found = _locked(question)
    if found.settled_at is not None:
        raise AnsweredBeforeError
    if not may(by, Action.SETTLE, found):
        raise PermissionDenied
    found.settled_at, found.settled_by = timezone.now(), by
    found.save(update_fields=["settled_at", "settled_by"])
    if found.case.archived_on is None:
        confirm_case(found.case, by, timezone.localdate(found.settled_at))
    log(found.case, SETTLED, user=by)
    forget_question(found)
    return found


def _locked(question: FreshnessQuestion) -> FreshnessQuestion:
    found = FreshnessQuestion.objects.select_for_update(of=("self",)).select_related("case")
    return found.get(pk=question.pk)
