"""Figures of a case: its indicators with their measurements, as plain data that can be kept, compared and shown."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision, get_default_page_content_type

from cases.models import Case, CaseStudyPage, Indicator, ProposedFigures
from cases.models.proposed_figures import OPEN

Figures = Sequence[Mapping[str, Any]]

_OF_ROWS = ("pk", "case", "indicator", "sort_order")  # of the rows alone, and nothing that a reader sees


def figures_of(case: Case) -> list[dict[str, Any]]:
    """Figures of a case as it stands in memory."""
    rows = [indicator.serializable_data() for indicator in case.indicators.all()]
    return list(json.loads(json.dumps(rows, cls=DjangoJSONEncoder)))


def public_figures(case: Case) -> list[dict[str, Any]]:
    """Figures of a case that its readers see, or would see."""
    return figures_of(Case.objects.get(pk=case.pk))


def indicators_of(figures: Figures) -> list[Indicator]:
    """Indicators of figures, in memory alone; measurements by date, as rows are."""
    rows = ({**row, "measurements": sorted(row["measurements"], key=lambda point: point["date"])} for row in figures)
    return [Indicator.from_serializable_data(row, check_fks=False) for row in rows]


def show_figures(case: Case, figures: Figures) -> None:
    """Gives a case in memory other figures; nothing is saved."""
    case.indicators = indicators_of(figures)


def digest_of(figures: Figures) -> str:
    """Digest that differs where a reader would see a difference."""
    told = json.dumps([_plain(row) for row in figures], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: _value(name, value) for name, value in row.items() if name not in _OF_ROWS}
    if "measurements" in kept:
        kept["measurements"] = sorted(
            map(_plain, row["measurements"]), key=lambda point: json.dumps(point, sort_keys=True)
        )
    return kept


def _value(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: text for key, text in value.items() if text}
    if name.endswith("value") and value is not None:
        return f"{Decimal(str(value)).normalize():f}"
    return value or "" if name.endswith("known") else value


def open_proposal(case: Case) -> ProposedFigures | None:
    """Open proposal of a case."""
    return ProposedFigures.objects.filter(case=case, state__in=OPEN).select_related("written_by", "decided_by").first()


def newest_figures(case: Case) -> list[dict[str, Any]]:
    """Figures as they were written last: those proposed, else the public ones."""
    proposal = open_proposal(case)
    return proposal.figures if proposal else public_figures(case)


def show_newest_figures(cases: Iterable[Case]) -> None:
    """Gives cases in memory the figures that are proposed for them. One query."""
    by_key = {case.pk: case for case in cases}
    for proposal in ProposedFigures.objects.filter(case__in=by_key, state__in=OPEN):
        show_figures(by_key[proposal.case_id], proposal.figures)


def figures_wait(case: Case) -> bool:
    """Whether a change of the figures waits for a second person: readers know the case, or soon will.

    A case that was withdrawn counts too, since it may come back as it was.
    """
    scheduled = Revision.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id=Cast(OuterRef("pk"), TextField()),
        approved_go_live_at__isnull=False,
    )
    pages = CaseStudyPage.objects.filter(case=case).filter(
        Q(live=True) | Q(first_published_at__isnull=False) | Exists(scheduled)
    )
    return bool(pages.exists())
