"""Text of a submission as experts read it: its sections in plain words, without whom to ask about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cases.models import City, Topic
from cases.review.choices import SectionName
from cases.review.models import Submission
from cases.review.models.section_fields import SECTION_FIELDS, label_of
from cases.selectors.localized_format import active_language, listed

LEFT_OUT = frozenset({"asked", "title", "city", "city_name", "files"})  # persons, and what the heading says


@dataclass(frozen=True, slots=True)
class FieldShown:
    """Field with its label, paragraphs, and the reason where it is not known."""

    label: str
    lines: tuple[str, ...]
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class SectionShown:
    """Section with what it says."""

    heading: str
    fields: tuple[FieldShown, ...]


def shown_text(submission: Submission) -> list[SectionShown]:
    """Sections of a submission that say something, in the order of its form."""
    sections = {section.name: section for section in submission.sections.all()}
    found = []
    for name, fields in SECTION_FIELDS.items():
        section = sections.get(name)
        if section is None:
            continue
        lines = tuple(_fields(fields, section.answers, section.unknown))
        if lines:
            found.append(SectionShown(str(SectionName(name).label), lines))
    return found


def _fields(names: Iterable[str], answers: Mapping[str, Any], unknown: Mapping[str, str]) -> Iterable[FieldShown]:
    for name in names:
        if name in LEFT_OUT:
            continue
        lines = _topics(answers[name]) if name == "topics" and answers.get(name) else _lines(answers.get(name))
        if lines or unknown.get(name):
            yield FieldShown(label_of(name), lines, unknown.get(name, ""))


def _lines(value: Any) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        said = [text for each in value.values() for text in _lines(each)]
        return (" · ".join(said),) if said else ()
    if isinstance(value, list):
        return tuple(line for each in value for line in _lines(each))
    if value in (None, "", False):
        return ()
    return tuple(line for line in str(value).splitlines() if line.strip())


def _topics(value: Any) -> tuple[str, ...]:
    named = [str(each) for each in value] if isinstance(value, list) else []
    keys = [int(each) for each in named if each.isdecimal()]
    found = Topic.objects.filter(pk__in=keys) | Topic.objects.filter(code__in=named)
    language = active_language()
    return (listed([topic.label(language) for topic in found.prefetch_related("labels").distinct()]),)


def city_of(submission: Submission) -> str:
    """City of a submission in the reader's language, or as it was written where the list lacks it."""
    city: City | None = submission.city
    return city.name(active_language()) if city else submission.city_name
