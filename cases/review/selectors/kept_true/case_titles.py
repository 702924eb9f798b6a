"""Titles and addresses of cases, as messages and forms name them."""

from django.conf import settings

from cases.models import Case
from cases.review.models import FreshnessQuestion, ProblemReport
from cases.selectors.case_cards import case_cards
from cases.selectors.localized_format import active_language


def title_of(case: Case, language: str = "") -> str:
    """Title of a public case for a reader; its code, where no page of it is public. Two queries."""
    cards = case_cards([case.code], language or active_language())
    return cards[0].title if cards else case.code


def address_of(thing: Case | FreshnessQuestion | ProblemReport) -> str:
    """Address of a thing that has one of its own, as a mail has it; the permanent one of a case."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{thing.get_absolute_url()}"
