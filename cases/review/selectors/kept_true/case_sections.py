"""Sections of the case page: opinions that experts signed, and the way to report a problem."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from cases.models import CaseStudyPage
from cases.models.localized_text import resolve
from cases.review.choices import OpinionState
from cases.review.models import ExpertOpinion
from cases.selectors.localized_format import active_language


def shown_opinions(page: CaseStudyPage, request: HttpRequest) -> Mapping[str, Any] | None:
    """Opinions on the case of a page that readers see, in their language where there is one. One query at most."""
    if page.case is None or not page.case.signed_opinions:
        return None
    language = active_language()
    rows = ExpertOpinion.objects.filter(case=page.case_id, state=OpinionState.SHOWN)
    opinions = [
        {
            "name": one.name,
            "function": resolve(one.function, language),
            "text": resolve(one.text, language),
            "signed_on": one.signed_on,
        }
        for one in rows
    ]
    return {"opinions": opinions} if opinions else None


def problem_section(page: CaseStudyPage, request: HttpRequest) -> Mapping[str, Any] | None:
    """The way to report a problem of a published case; no query."""
    return {"code": page.case.code} if page.case is not None and page.live else None
