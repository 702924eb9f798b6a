"""Asks cities whether their cases still hold: first who wrote them, twice; then the mailbox; then the editors know."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cases.models import Case
from cases.people.selectors.contacts import contacts_of
from cases.review.choices import AskedOf
from cases.review.models import FreshnessQuestion
from cases.review.selectors.kept_true.due_questions import due_cases, due_questions, idle_questions
from cases.review.selectors.kept_true.owners import owners_of
from cases.services.freshness import date_undated

from .freshness_mail import forget_question, tell_asked, tell_unanswered

ASKED, DROPPED = "review.freshness.ask", "review.freshness.drop"
MOST_BEGUN = 200  # cases about which a run begins to ask


@dataclass(frozen=True, slots=True)
class Asked:
    """Outcome of a run of the asking."""

    dated: int
    dropped: int
    went_on: int
    begun: int


def ask_about_cases(now: datetime | None = None) -> Asked:
    """Asks about every case whose turn it is, each in a transaction of its own. Run again, it asks nobody twice."""
    moment = now or timezone.now()
    dated = date_undated(timezone.localdate(moment))
    dropped = sum(_drop(key, moment) for key in list(idle_questions(moment).values_list("pk", flat=True)))
    went_on = sum(_go_on(key, moment) for key in list(due_questions(moment).values_list("pk", flat=True)))
    begun = sum(_begin(key, moment) for key in list(due_cases(moment).values_list("pk", flat=True)[:MOST_BEGUN]))
    return Asked(dated, dropped, went_on, begun)


def next_stage(stage: AskedOf | None, *, has_owners: bool, has_contacts: bool) -> AskedOf:
    """Of whom is asked next, after ``stage`` (None: nobody yet). Steps at which nobody is reached are passed over."""
    reached = {AskedOf.OWNER: has_owners, AskedOf.OWNER_AGAIN: has_owners, AskedOf.MAILBOX: has_contacts}
    steps = list(AskedOf)
    later = steps[steps.index(stage) + 1 :] if stage else steps
    return next((step for step in later if reached.get(step)), AskedOf.EDITORS)


@transaction.atomic
def _begin(key: int, now: datetime) -> bool:
    case = due_cases(now).select_for_update(of=("self",)).filter(pk=key).first()
    if case is None:  # another process was first, or it is settled
        return False
    _ask(FreshnessQuestion(case=case, asked_at=now), None, now)
    return True


@transaction.atomic
def _go_on(key: int, now: datetime) -> bool:
    question = due_questions(now).select_for_update(of=("self",)).filter(pk=key).first()
    if question is None:
        return False
    _ask(question, AskedOf(question.stage), now)
    return True


@transaction.atomic
def _drop(key: int, now: datetime) -> bool:
    question = idle_questions(now).select_for_update(of=("self",)).filter(pk=key).first()
    if question is None:
        return False
    question.settled_at = now
    question.save(update_fields=["settled_at"])
    forget_question(question)
    log(question.case, DROPPED)
    return True


def _ask(question: FreshnessQuestion, stage: AskedOf | None, now: datetime) -> None:
    case: Case = question.case
    city = question.city
    owners = owners_of(case, city)
    contacts: list[Any] = contacts_of(city) if city else []
    question.stage = next_stage(stage, has_owners=bool(owners), has_contacts=bool(contacts))
    question.stage_at = now
    question.save()
    log(case, ASKED, data={"of": question.stage})
    if question.stage == AskedOf.EDITORS:
        forget_question(question, keep_links=True)
        tell_unanswered(question)
    else:
        tell_asked(question, contacts if question.stage == AskedOf.MAILBOX else owners)
