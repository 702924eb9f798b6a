"""Meter of a submission: what is answered, what is missing, and what it needs before it is sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cases.review.choices import SectionName
from cases.review.models import Submission, SubmissionSection
from cases.review.models.section_fields import COUNTED, NEEDED, label_of, section_of


@dataclass(frozen=True, slots=True)
class Gap:
    """Field that is missing, with the section in which it is filled in."""

    name: str
    section: SectionName

    @property
    def label(self) -> str:
        """Label of the field in the active language."""
        return label_of(self.name)

    @property
    def section_label(self) -> str:
        """Label of its section."""
        return str(self.section.label)


@dataclass(frozen=True, slots=True)
class Meter:
    """Measure of how far a submission is. ``gaps``: what is missing of what is counted, in the order of the form."""

    gaps: tuple[Gap, ...]
    total: int = len(COUNTED)

    @property
    def answered(self) -> int:
        """Number of fields with an answer."""
        return self.total - len(self.gaps)

    @property
    def percent(self) -> int:
        """Share of fields with an answer."""
        return 100 * self.answered // self.total

    @property
    def needed(self) -> list[Gap]:
        """Gaps that keep it from being sent."""
        return [gap for gap in self.gaps if gap.name in NEEDED]

    @property
    def may_be_sent(self) -> bool:
        """Whether nothing that is needed is missing."""
        return not self.needed


def meter(submission: Submission) -> Meter:
    """The meter of a submission. One query, none where its sections were prefetched."""
    return meter_of({section.name: section for section in submission.sections.all()})


def meter_of(sections: Mapping[str, SubmissionSection]) -> Meter:
    """The meter of these sections, by name."""
    missing = (name for name in COUNTED if not _is_answered(name, sections))
    return Meter(tuple(Gap(name, section_of(name)) for name in missing))


def answers_of(sections: Iterable[SubmissionSection]) -> dict[str, Any]:
    """Answers of all sections by field."""
    return {name: value for section in sections for name, value in section.answers.items()}


def reasons_of(sections: Iterable[SubmissionSection]) -> dict[str, str]:
    """Reasons of what is not known, by field."""
    return {name: why for section in sections for name, why in section.unknown.items()}


def _is_answered(name: str, sections: Mapping[str, SubmissionSection]) -> bool:
    section = sections.get(section_of(name))
    if section is None:
        return False
    if name == "city":
        return bool(section.answers.get("city") or section.answers.get("city_name"))
    return bool(section.answers.get(name) or section.unknown.get(name))
