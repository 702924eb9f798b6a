"""Freshness of cases: the day by which a city confirms each, set and moved on."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Min

from cases.models import Case
from cases.selectors.public_pages import public_pages
from cases.signals import section_changed

from .history import note_value

TOGETHER = 500  # cases dated at once


@transaction.atomic
def confirm_case(case: Case, by: Any, today: date) -> Case:
    """Notes that a case holds on that day, and sets the next one. ``by``: a person; None: the mailbox of its city."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    before, case.confirmed_on = case.confirm_by, today
    case.confirm_by = months_after(today, settings.CASE_CONFIRM_MONTHS)
    note_value(case, "confirm_by", before, case.confirm_by, by)
    case.save(update_fields=["confirm_by", "confirmed_on"])
    section_changed.send(sender=Case)
    return case


@transaction.atomic
def date_undated(today: date) -> int:
    """Gives public cases that have none the day by which they are to be confirmed; how many.

    It is counted from their first publication, and never so near that nobody could be asked before it.
    """
    soonest = today + timedelta(days=settings.CASE_ASK_DAYS)
    first = dict(_first_published())
    cases = Case.objects.filter(pk__in=list(first), confirm_by=None, archived_on=None).select_for_update(of=("self",))
    found = list(cases.order_by("pk"))
    for case in found:
        case.confirm_by = max(soonest, months_after(first[case.pk], settings.CASE_CONFIRM_MONTHS))
    Case.objects.bulk_update(found, ["confirm_by"], batch_size=TOGETHER)
    return len(found)


def months_after(day: date, months: int) -> date:
    """Day so many months later, the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _first_published() -> Iterable[tuple[int, date]]:
    pages = public_pages().filter(case__confirm_by=None, case__archived_on=None, first_published_at__isnull=False)
    rows = pages.order_by("case").values_list("case").annotate(first=Min("first_published_at"))
    return [(case, first.date()) for case, first in rows[:TOGETHER]]
