"""Changed figures as a page shows them: series by series, each value before and after."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.choices import Direction, MeasurementKind
from cases.models import Indicator, Measurement
from cases.written.known_dates import KnownDate

from .figure_changes import FigureChange, figure_changes
from .figures import Figures
from .languages import language_name
from .localized_format import active_language, known, number

_CODES = {"direction": dict(Direction.choices), "kind": dict(MeasurementKind.choices)}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """Change of a value in the reader's words. "" before or after where there was or is none."""

    label: str
    when: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedSeries:
    """Series of which something changed."""

    name: str
    changes: list[ShownChange]


def changed_series(old: Figures, new: Figures) -> list[ChangedSeries]:
    """Series that differ, in the order of the changes."""
    by_name: dict[str, list[ShownChange]] = {}
    for change in figure_changes(old, new):
        by_name.setdefault(change.series, []).append(_shown(change))
    return [ChangedSeries(name, changes) for name, changes in by_name.items()]


def _shown(change: FigureChange) -> ShownChange:
    return ShownChange(_label(change), _when(change.when), *(_text(change, text) for text in (change.old, change.new)))


def _label(change: FigureChange) -> str:
    field: Any = (Measurement if change.when else Indicator)._meta.get_field(change.field)
    label = capfirst(str(field.verbose_name))
    if change.language:
        return f"{label} ({language_name(change.language, active_language())})"
    return label


def _text(change: FigureChange, text: str) -> str:
    if change.field in _CODES:
        unstated = _("not stated") if change.field == "kind" and change.when and (change.old or change.new) else ""
        return str(_CODES[change.field].get(text, text)) or unstated
    if not text:
        return ""
    if change.field.endswith("value"):
        return number(Decimal(text))
    return _when(text) if change.field.endswith("year") else text


def _when(text: str) -> str:
    date, *again = text.split(" ")
    if not date:
        return ""
    value = KnownDate.read(date)
    return " ".join([known(value, value.first.year), *again])
