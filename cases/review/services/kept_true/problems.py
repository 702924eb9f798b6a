"""Problems of cases: reported by anybody, taken and answered by editors, once."""

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cases.messages.services.notify import Addressee, cancel, notify
from cases.models import Case
from cases.review.choices import ProblemReason, ProblemState
from cases.review.models import ProblemReport
from cases.review.permissions import Action, may
from cases.review.selectors.kept_true.case_titles import address_of, title_of
from cases.review.selectors.kept_true.owners import editors
from cases.written.secrets import digest_of

REPORTED, TAKEN, ANSWERED = "review.problem.report", "review.problem.take", "review.problem.answer"
NEWS, ANSWER = "problem.reported", "problem.answered"  # causes
SECRET_BYTES = 24
MOST_OPEN = 50  # of one case; more say nothing new, and would bury the others


class TooManyOpenError(Exception):
    """Error where so many problems of a case wait already that another would only bury them."""


class AnsweredBeforeError(Exception):
    """Error where somebody else answered a problem before."""


@transaction.atomic
def report_problem(
    case: Case, *, reason: str, text: str, language: str, email: str = "", person: Any = None
) -> tuple[ProblemReport, str]:
    """Keeps a problem and tells the editors; the report, and the secret of its page, known only now.

    Raises TooManyOpenError.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    states = (ProblemState.RECEIVED, ProblemState.TAKEN)
    if ProblemReport.objects.filter(case=case, state__in=states).count() >= MOST_OPEN:
        raise TooManyOpenError
    secret = secrets.token_urlsafe(SECRET_BYTES)
    report = ProblemReport.objects.create(
        case=case,
        reason=reason,
        text=text,
        language=language,
        email=email,
        person=person,
        digest=digest_of(secret),
        reported_at=timezone.now(),
    )
    log(case, REPORTED, user=person, data={"reason": reason})

    def values() -> dict[str, Any]:
        label = str(ProblemReason(report.reason).label)
        return {"title": title_of(case), "reason": label, "note": text, "case_url": address_of(case)}

    notify(NEWS, editors(), report, context=values, url=address_of(report), by=person)
    return report, secret


@transaction.atomic
def answer_problem(report: ProblemReport, by: Any, *, state: str, answer: str) -> ProblemReport:
    """Takes a problem, or answers it, which its reader is told by mail. The address for that is then forgotten.

    Raises PermissionDenied (also for one's own), AnsweredBeforeError.
    """
    found = ProblemReport.objects.select_for_update(of=("self",)).select_related("case", "person").get(pk=report.pk)
    if not may(by, Action.ANSWER_PROBLEM, found):
        raise PermissionDenied
    if not found.is_open:
        raise AnsweredBeforeError
    found.state = state
    if state == ProblemState.TAKEN:
        found.taken_by = by
        found.save(update_fields=["state", "taken_by"])
        log(found.case, TAKEN, user=by)
        return found
    found.answer, found.answered_at, found.answered_by = answer, timezone.now(), by
    cancel(NEWS, found)
    _tell_reader(found)
    found.email = ""
    found.save()
    log(found.case, ANSWERED, user=by, data={"state": state})
    return found


def _tell_reader(report: ProblemReport) -> None:
    to = [Addressee(report.email, report.language)] if report.email else [report.person] if report.person else []

    def values() -> dict[str, Any]:
        case, state = report.case, str(ProblemState(report.state).label)
        return {"title": title_of(case), "state": state, "note": report.answer, "case_url": address_of(case)}

    notify(ANSWER, to, report, context=values, url=address_of(report.case))
