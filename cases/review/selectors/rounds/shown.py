"""Text of a submission as experts read it: its sections in words, without whom to ask about it."""

from dataclasses import replace

from cases.models import City
from cases.review.models import Submission
from cases.review.selectors.submissions.reading import ReadSection, read_sections
from cases.selectors.localized_format import active_language

LEFT_OUT = frozenset({"asked", "title", "city", "city_name", "files"})  # persons, and what the heading says


def shown_text(submission: Submission) -> list[ReadSection]:
    """Sections of a submission that say something, in the order of its form. Queries do not grow with them."""
    sections = read_sections(submission.sections.all())
    shown = [
        replace(section, answers=tuple(each for each in section.answers if each.name not in LEFT_OUT))
        for section in sections
    ]
    return [section for section in shown if section.answers]


def city_of(submission: Submission) -> str:
    """City of a submission in the reader's language, or as it was written where the list lacks it."""
    city: City | None = submission.city
    return city.name(active_language()) if city else submission.city_name
