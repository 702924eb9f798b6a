"""Answers of a submission as people read them: by section, with labels in place of codes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.blocks.partners import partner_role_choices
from cases.blocks.years import write_known
from cases.choices import CostKind, DocumentKind, Outcome, SourceKind, Status, SustainableDevelopmentGoal
from cases.models import City, Unit
from cases.review.choices import SectionName
from cases.review.models import SubmissionSection
from cases.review.models.section_fields import ROWS, SECTION_FIELDS, label_of
from cases.selectors.localized_format import number
from cases.selectors.topics import preferred_tree
from cases.written.collation import reading_order
from cases.written.known_dates import KnownYear

_CHOICES: Mapping[str, Any] = {"status": Status, "outcome": Outcome, "cost_kind": CostKind}
_YEARS = ("started", "ended", "cost_year", "year", "before_year", "after_year")
_NUMBERS = ("cost_amount", "before", "after")


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """Answer as it is read. ``lines``: of a list its rows, else the text alone; ``reason``: why it is not known."""

    name: str
    label: str
    lines: tuple[str, ...]
    reason: str = ""
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class ReadSection:
    """Section as it is read, with what was answered in it."""

    name: SectionName
    answers: tuple[ReadAnswer, ...]


def read_sections(sections: Iterable[SubmissionSection], asked: Sequence[str] = ()) -> list[ReadSection]:
    """Sections in their order, of those that say something; ``asked``: fields that more is asked about.

    Five queries at most, whatever was written.
    """
    by_name = {section.name: section for section in sections}
    words = _Words(by_name)
    found = []
    for name, fields in SECTION_FIELDS.items():
        section = by_name.get(name)
        if section is None:
            continue
        answers = [_read(field, section, words, field in asked) for field in fields]
        if said := tuple(answer for answer in answers if answer.lines or answer.reason):
            found.append(ReadSection(name, said))
    return found


def unit_choices() -> list[tuple[str, str]]:
    """Units by code, in the order of their labels in the active language. One query."""
    units = [(unit.code, str(unit)) for unit in Unit.objects.all()]
    language = get_language() or ""
    return sorted(units, key=lambda unit: reading_order(unit[1], language))


def labelled_reasons(reasons: Mapping[str, str]) -> list[str]:
    """Why something is not known, each with the label of its field."""
    return [
        _("%(field)s is not known: %(reason)s") % {"field": label_of(n), "reason": why} for n, why in reasons.items()
    ]


class _Words:
    """Labels of the codes that answers hold, read once."""

    def __init__(self, sections: Mapping[str, SubmissionSection]) -> None:
        facts = sections[SectionName.FACTS].answers if SectionName.FACTS in sections else {}
        snapshot = sections[SectionName.SNAPSHOT].answers if SectionName.SNAPSHOT in sections else {}
        language = get_language() or ""
        topics = preferred_tree() if facts.get("topics") else {}
        self.topics = {code: node.label(language) for code, node in topics.items()}
        self.roles = dict(partner_role_choices()) if facts.get("partners") else {}
        results = sections[SectionName.RESULTS].answers if SectionName.RESULTS in sections else {}
        self.units = dict(unit_choices()) if results.get("figures") else {}
        city = City.objects.filter(pk=snapshot["city"]).first() if snapshot.get("city") else None
        self.city = str(city) if city else ""


def _read(name: str, section: SubmissionSection, words: _Words, is_asked: bool) -> ReadAnswer:
    said, reason = section.answers.get(name), section.unknown.get(name, "")
    if name in ROWS:
        lines = tuple(_row(row, words) for row in said or [])
    else:
        lines = tuple(line for line in [_text(name, said, words)] if line)
    return ReadAnswer(name, label_of(name), lines, reason, is_asked)


def _text(name: str, said: Any, words: _Words) -> str:
    if said in (None, "", []):
        return ""
    if name == "city":
        return words.city
    if name == "topics":
        return " · ".join(words.topics.get(code, code) for code in said)
    if name == "sdgs":
        return " · ".join(str(SustainableDevelopmentGoal(goal).label) for goal in said)
    return _value(name, said)


def _row(row: Mapping[str, Any], words: _Words) -> str:
    """Row in one line: its parts that say something."""
    labels: Mapping[str, Any] = {**words.roles, **dict(DocumentKind.choices), **dict(SourceKind.choices)}
    parts = []
    for name, said in row.items():
        if said in (None, ""):
            continue
        if name == "unit":
            parts.append(words.units.get(said, str(said)))
        elif name in ("role", "kind"):
            parts.append(str(labels.get(said, said)))
        elif name.endswith("_year"):
            parts[-1:] = [f"{parts[-1]} ({_value(name, said)})"] if parts else [_value(name, said)]
        else:
            parts.append(_value(name, said))
    return " · ".join(parts)


def _value(name: str, said: Any) -> str:
    if name in _CHOICES:
        return str(dict(_CHOICES[name].choices).get(said, said))
    try:
        if name in _YEARS:
            return write_known(KnownYear.read(str(said)))
        if name in _NUMBERS:
            return str(number(Decimal(str(said))))
    except (ValueError, InvalidOperation):
        pass
    return str(said)
