"""Figures of a case, written by people, for tests."""

import copy
from typing import Any

from django.contrib.auth.models import User

from cases.models import Case, Measurement, ProposedFigures
from cases.selectors.figures import newest_figures, open_proposal, public_figures
from cases.services.figures import approve_figures, shown_digest, write_figures


def with_value(figures: list[dict[str, Any]], value: str, place: int = 0) -> list[dict[str, Any]]:
    """The figures with another value of one measurement of the first series."""
    changed = copy.deepcopy(figures)
    changed[0]["measurements"][place]["value"] = value
    return changed


def propose(case: Case, by: User, value: str, place: int = 0) -> ProposedFigures | None:
    """Writes that value as that person."""
    return write_figures(case, with_value(newest_figures(case), value, place), by)


def approve(case: Case, by: User) -> None:
    """Approves what is proposed, as it is now."""
    proposal = open_proposal(case)
    assert proposal is not None
    approve_figures(proposal, by, shown_digest(proposal, public_figures(case)))


def public_value(case: Case, place: int = 0) -> str:
    """The value that readers see."""
    points = Measurement.objects.filter(indicator=case.indicators.order_by("sort_order")[0])
    return f"{points.order_by('date', 'pk')[place].value.normalize():f}"
