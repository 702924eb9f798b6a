"""Field of a form that holds the figures of a case as a grid."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.choices import Direction, MeasurementKind
from cases.models import Unit
from cases.models.indicator import Indicator, Measurement
from cases.selectors.figures import Figures, digest_of
from cases.selectors.languages import language_name
from cases.selectors.localized_format import active_language, number
from cases.written.isolation import isolated
from cases.written.letters import label_key

from .reading import Around, ReadGrid, read_grid
from .stored_grid import stored_grid
from .typed_grid import FREE_SERIES, MIXED, NAME, PARTS, POINTS, TypedGrid, TypedSeries, typed_grid

MOST_TOLD = 6  # of what is wrong, in the sentence above the grid


class FiguresWidget(forms.Widget):
    """Grid of series and years. What is wrong is said at its cell, whenever the grid is shown."""

    template_name = "cases/widgets/figures.html"

    def __init__(self) -> None:
        super().__init__()
        self.around = Around()
        self.units: list[tuple[str, str]] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TypedGrid:
        return typed_grid(data, self.around.language)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{NAME}-opened" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{NAME}-years-0"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        typed = value if isinstance(value, TypedGrid) else TypedGrid()
        read = read_grid(typed, self.around)
        errors = read.errors if value else {}
        grid = typed.with_free_places()
        stored = digest_of(self.around.stored)
        rows = [self._row(number, row, errors, len(typed.series)) for number, row in enumerate(grid.series)]
        blank = TypedSeries(cells=("",) * len(grid.years))
        return {
            "widget": {"name": name, "template_name": self.template_name, "is_hidden": False, "attrs": attrs or {}},
            "years": [_input(f"years-{place}", text, errors) for place, text in enumerate(grid.years)],
            "rows": rows,
            "blank": self._row(len(rows), blank, {}, 0),
            "opened": typed.opened or stored,
            "over": stored if read.is_newer else "",
            "paste": {**_input("paste", typed.pasted, errors)},
        }

    def _row(self, number: int, row: TypedSeries, errors: dict[str, str], count: int) -> dict[str, Any]:
        language = self.around.language
        unit = row.part("unit")
        kinds = [("", _("not stated")), *MeasurementKind.choices]
        if row.part("kind") == MIXED:
            kinds = [(MIXED, _("several, as they are")), *kinds]
        parts = {name: _input(f"{number}-{name}", row.part(name), errors) for name in PARTS}
        other = [code for code in dict(settings.LANGUAGES) if code != language]
        details = {f"{NAME}-{number}-{name}" for name in ("source", *POINTS)}
        return {
            "number": number,
            "title": row.names.get(language) or next(filter(None, row.names.values()), "") or _ordinal(number),
            "name": {**_input(f"{number}-name-{language}", row.names.get(language, ""), errors), "language": language},
            "names": [
                {
                    **_input(f"{number}-name-{code}", row.names.get(code, ""), errors),
                    "language": code,
                    "label": language_name(code, active_language()),
                }
                for code in other
            ],
            **parts,
            "points": [{**parts[name], "label": capfirst(_label(Indicator, name))} for name in POINTS],
            "units": [("", _("choose")), *self.units],
            "unknown_unit": unit if unit and unit not in dict(self.units) else "",
            "directions": Direction.choices,
            "kinds": kinds,
            "kind_label": capfirst(_label(Measurement, "kind")),
            "cells": [_input(f"{number}-cell-{place}", text, errors) for place, text in enumerate(row.cells)],
            "is_free": number >= count and count + FREE_SERIES > number,
            "is_open": bool(details & set(errors)),
        }


class FiguresField(forms.Field):
    """Field whose value is figures (``selectors.figures``). ``right``: those without what is wrong."""

    widget: Any = FiguresWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": gettext_lazy("facts and figures"), "required": False, **kwargs})
        self.read = ReadGrid()

    def prepare(self, stored: Figures, sources: Any, language: str) -> None:
        """Tells the field what the figures are now, which sources there are, and the language of the page."""
        units = list(Unit.objects.all())
        spellings = {
            str(unit.pk): frozenset(label_key(text) for text in (unit.code, *unit.label.values()) if text)
            for unit in units
        }
        self.widget.around = Around(stored, spellings, sources, language)
        self.widget.units = [(str(unit.pk), str(unit)) for unit in units]
        self.initial = stored_grid(stored)

    def clean(self, value: Any) -> Any:
        """Figures of a typed grid; ValidationError that names each cell that is wrong."""
        if not isinstance(value, TypedGrid):
            return None
        self.read = read_grid(value, self.widget.around)
        if self.read.is_newer:
            told = _("Somebody else changed the figures after you opened this page; yours are kept here, not saved.")
            raise ValidationError(told, code="newer_version")
        if self.read.errors:
            raise ValidationError(list(_told(value, self.read.errors, self.widget.around.language)))
        return self.read.figures

    def has_changed(self, initial: Any, data: Any) -> bool:
        if not isinstance(data, TypedGrid):
            return False
        read = read_grid(data, self.widget.around)
        return bool(read.errors) or digest_of(read.figures) != digest_of(self.widget.around.stored)


def _input(name: str, text: str, errors: dict[str, str]) -> dict[str, str]:
    full = f"{NAME}-{name}"
    return {"name": full, "value": text, "error": errors.get(full, "")}


def _label(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def _ordinal(number_: int) -> str:
    return _("series %(number)s") % {"number": number(number_ + 1)}


def _told(grid: TypedGrid, errors: dict[str, str], language: str) -> list[str]:
    """Reasons for what is wrong, each with the series and the year it is about."""
    told = []
    for name, reason in list(errors.items())[:MOST_TOLD]:
        first, _dash, rest = name.removeprefix(f"{NAME}-").partition("-")
        about = []
        if first.isdigit():
            row = grid.series[int(first)]
            about.append(row.names.get(language) or next(filter(None, row.names.values()), "") or _ordinal(int(first)))
            part, _dash, place = rest.partition("-")
            if part == "cell":
                about.append(grid.years[int(place)])
        where = " · ".join(isolated(text) for text in about if text)
        told.append(f"{where}: {reason}" if where else reason)
    if (more := len(errors) - MOST_TOLD) > 0:
        told.append(_("and %(count)s more in the grid") % {"count": number(more)})
    return told
