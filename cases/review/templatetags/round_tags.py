"""Template filters of rounds."""

from django import template

from cases.review.models import Submission
from cases.review.selectors.rounds import shown

register = template.Library()


@register.filter
def city_of(submission: Submission) -> str:
    """City of a submission in the reader's language, or as it was written."""
    return shown.city_of(submission)
