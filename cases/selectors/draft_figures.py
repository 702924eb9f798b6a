"""Figures of a page that is previewed: those typed in its form, else those that wait for a second person."""

from enum import StrEnum

from cases.models import CaseStudyPage, Unit

from .case_series import Figures as SeriesFigures
from .figures import Figures, digest_of, indicators_of, open_proposal, public_figures


class DraftKind(StrEnum):
    """Kinds of figures that readers do not see."""

    TYPED = "typed"
    PROPOSED = "proposed"


def draft_figures(page: CaseStudyPage) -> tuple[DraftKind, list[SeriesFigures]] | None:
    """Figures of a previewed page that differ from the stored ones, and what they are; None where there are none."""
    if not page.is_previewed:
        return None
    if page.typed_figures is not None:
        stored = public_figures(page.case) if page.case else []
        is_new = digest_of(page.typed_figures) != digest_of(stored)
        return (DraftKind.TYPED, _in_memory(page.typed_figures)) if is_new else None
    proposal = open_proposal(page.case) if page.case else None
    return (DraftKind.PROPOSED, _in_memory(proposal.figures)) if proposal else None


def _in_memory(figures: Figures) -> list[SeriesFigures]:
    """Indicators with their measurements, as a page shows stored ones. One query."""
    indicators = indicators_of(figures)
    units = Unit.objects.in_bulk([indicator.unit_id for indicator in indicators])
    for indicator in indicators:
        indicator.unit = units[indicator.unit_id]
    return [SeriesFigures(indicator, list(indicator.measurements.all())) for indicator in indicators]
