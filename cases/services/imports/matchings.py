"""Matchings of headings that people chose, kept for the next sheet that has them."""

from typing import Any

from cases.models import KnownMatching
from cases.records.sheets.matching.matching import Headings, Matching


def remembered(headings: Headings) -> Matching | None:
    """Matching that somebody chose last for just these headings."""
    known = KnownMatching.objects.filter(signature=headings.signature).first()
    return Matching.of(known.matching) if known else None


def remember(headings: Headings, matching: Matching, user: Any) -> None:
    """Keeps a matching for the next sheet with these headings."""
    values = {"matching": matching.as_json(), "user": user}
    KnownMatching.objects.update_or_create(signature=headings.signature, defaults=values)
