"""Matchings of headings that people chose, kept for the next sheet that has them."""

import hashlib
import json
from typing import Any

from cases.models import KnownMatching
from cases.records.sheets.matching.matching import Headings, Matching


def remembered(headings: Headings) -> Matching | None:
    """Matching that somebody chose last for just these headings."""
    known = KnownMatching.objects.filter(signature=headings.signature).first()
    return Matching.of(known.matching) if known else None


def remembered_sheet(sheets: list[str]) -> str:
    """Sheet that somebody chose last in a workbook of just these sheets; "" where nobody did."""
    known = KnownMatching.objects.filter(signature=_signature(sheets)).first()
    return str(known.matching.get("sheet", "")) if known else ""


def remember_sheet(sheets: list[str], sheet: str, user: Any) -> None:
    """Keeps which sheet of a workbook is the one with the cases, for the next workbook of these sheets."""
    values = {"matching": {"sheet": sheet}, "user": user}
    KnownMatching.objects.update_or_create(signature=_signature(sheets), defaults=values)


def _signature(sheets: list[str]) -> str:
    return hashlib.sha256(json.dumps(["sheets", *sheets]).encode()).hexdigest()


def remember(headings: Headings, matching: Matching, user: Any) -> None:
    """Keeps a matching for the next sheet with these headings."""
    values = {"matching": matching.as_json(), "user": user}
    KnownMatching.objects.update_or_create(signature=headings.signature, defaults=values)
