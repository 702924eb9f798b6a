"""Fields of answers, and answers as JSON has them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import lazy

from cases.blocks.years import KnownYearFormField
from cases.forms.localized.fields import FigureFormField
from cases.review.models.section_fields import help_of, label_of
from cases.written.known_dates import KnownYear

# Made when they are shown: in the language that is then active.
label = lazy(label_of, str)
lazy_help = lazy(help_of, str)


class Year(KnownYearFormField):
    """Field for a year as it is known, between those that a case may have."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1800, "max_value": 2100, **kwargs})


def line(label: Any, longest: int, **kwargs: Any) -> forms.CharField:
    """Field for one line in whichever direction it is written."""
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, **kwargs)


def prose(name: str, longest: int = 6000, rows: int = 5) -> forms.CharField:
    """Field for a text of a case page, with the label and the help that it has there."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label(name), help_text=lazy_help(name), max_length=longest, required=False, widget=widget
    )


def written(value: Any) -> Any:
    """Value of a form as JSON has it: numbers and years as text."""
    if isinstance(value, KnownYear):
        return value.written
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    return value


def read(field: forms.Field, said: Any) -> Any:
    """Value for a form of what JSON had; what cannot be read is left out."""
    if said in (None, ""):
        return None
    try:
        if isinstance(field, KnownYearFormField):
            return KnownYear.read(str(said))
        if isinstance(field, FigureFormField):
            return Decimal(str(said))
    except (ValueError, ArithmeticError):
        return None
    return said
