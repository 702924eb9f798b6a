"""Evidence levels of cases: graded by what their data say, and lowered where the data no longer bear them out."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cases.models import Case
from cases.selectors.evidence import evidence_of
from cases.signals import cases_changed

from .history import note_value

FIELD = "evidence_level"
TOGETHER = 200  # cases read at once


@transaction.atomic
def grade(case_ids: Iterable[int], user: Any = None) -> int:
    """Gives cases that nobody has graded the highest level that their data alone show; how many got one.

    The last level is never given so: that somebody evaluated the practice is a judgement of an editor.
    """
    return _put(_locked(case_ids, **{FIELD: ""}), user)


@transaction.atomic
def lower_contradicted(case_ids: Iterable[int]) -> int:
    """Lowers the level of cases whose data contradict it to the highest that they bear out; how many were lowered."""
    return _put(_locked(case_ids), None, only_lower=True)


def _locked(case_ids: Iterable[int], **which: str) -> list[Case]:
    found = Case.objects.filter(pk__in=[key for key in case_ids if key], **which)
    if not which:
        found = found.exclude(evidence_level="")
    return list(found.order_by("pk").select_for_update(of=("self",)))


def _put(cases: list[Case], user: Any, only_lower: bool = False) -> int:
    changed = []
    for start in range(0, len(cases), TOGETHER):
        some = cases[start : start + TOGETHER]
        evidence = evidence_of([case.pk for case in some])
        for case in some:
            known, named = evidence[case.pk], case.evidence_source
            if only_lower and not known.contradicts(case.evidence_level, named):
                continue
            if (level := known.reaches(named)) != case.evidence_level:
                note_value(case, FIELD, case.evidence_level, level, user)
                case.evidence_level = level
                changed.append(case)
    Case.objects.bulk_update(changed, [FIELD], batch_size=TOGETHER)
    if changed and not only_lower:  # who lowers was told of a change, and its listeners hear the same
        cases_changed.send(sender=Case, case_ids=[case.pk for case in changed])
    return len(changed)
