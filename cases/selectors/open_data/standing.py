"""Standing of a case as open data: evidence, freshness, archive. Sources are cited by their place in the list."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.models import Case

from .texts import text_in


def evidence_data(case: Case, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Evidence level with the source of the evaluation, and the number of signed opinions."""
    return {
        "level": case.evidence_level or None,
        "source": numbers.get(case.evidence_source),
        "opinions": case.signed_opinions,
    }


def freshness_data(case: Case) -> dict[str, str | None]:
    """Days on which its city confirmed it, and by which it is to do so again."""
    by = None if case.archived_on else case.confirm_by
    return {"on": _iso(case.confirmed_on), "by": _iso(by)}


def archive_data(case: Case, language: str) -> dict[str, Any] | None:
    """Since when it is archived, and why; None where it is not."""
    if case.archived_on is None:
        return None
    note = text_in(case.archive_note, language)
    return {"on": case.archived_on.isoformat(), "reason": case.archive_reason or None, "note": note}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
