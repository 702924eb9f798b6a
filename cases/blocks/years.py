"""Years in blocks, kept with the date as it is known."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cases.choices import Calendar
from cases.written.known_dates import KnownDate, KnownYear
from cases.written.numbers import persian_digits

KNOWN = "known"  # key of the date as it is known in the stored value of a struct


def write_known(year: KnownYear) -> str:
    """For an input: the date as it is known, in its own calendar and in the digits of the reader's language."""
    is_jalali = year.known is not None and year.known.calendar == Calendar.JALALI
    text = year.written.replace("-", "/") if is_jalali else year.written
    return persian_digits(text) if (get_language() or "").startswith("fa") else text


class KnownYearFormField(forms.IntegerField):
    """Field for a year, a month or a day, in either calendar; gives a ``KnownYear``."""

    default_error_messages = {
        "unclear": _(
            "Enter a year, a month or a day that exists: 2022, 2022-05, 2022-05-12, or ۱۴۰۱, ۱۴۰۱/۰۲, ۱۴۰۱/۰۲/۲۲."
        )
    }

    explanation: Promise | str = _("In the calendar in which it is known: 2022 or ۱۴۰۱.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput(
            attrs={"inputmode": "text", "dir": "auto", "autocomplete": "off", "class": "reader-input"}
        )
        kwargs["help_text"] = kwargs.get("help_text") or self.explanation
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            try:
                return KnownYear.read(value)
            except ValueError as error:
                raise ValidationError(self.error_messages["unclear"], code="invalid") from error
        return value if isinstance(value, KnownYear) else super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, KnownYear):
            value = KnownYear(value)
        return write_known(value) if isinstance(value, KnownYear) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            typed = self.to_python(data)
        except ValidationError:
            return True
        return bool(self.prepare_value(initial) != self.prepare_value(typed))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # IntegerField would ask for Latin digits


class KnownYearBlock(blocks.FieldBlock):
    """Year, which a form takes as any date that is known; its struct (``WithKnownYear``) stores both."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field_options = {"required": required, "help_text": help_text, "min_value": 1179, "max_value": 2200}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> KnownYearFormField:
        """Field of the form."""
        return KnownYearFormField(**self.field_options)


class WithKnownYear(blocks.StructBlock):
    """Struct with a ``year``; where more is known than the Gregorian year, the date is stored beside it."""

    def to_python(self, value: Any) -> Any:
        return _with_known(super().to_python(value), value)

    def bulk_to_python(self, values: Sequence[Any]) -> Any:
        return [_with_known(made, value) for made, value in zip(super().bulk_to_python(values), values, strict=True)]

    def get_prep_value(self, value: Any) -> Any:
        year = value.get("year")
        stored = super().get_prep_value(value)
        if isinstance(year, int):
            stored["year"] = int(year)
        if isinstance(year, KnownYear) and year.known:
            stored[KNOWN] = str(year.known)
        return stored


def _with_known(made: Any, stored: Any) -> Any:
    year = made.get("year")
    if isinstance(year, int):
        known = stored.get(KNOWN) if isinstance(stored, dict) else None
        made["year"] = KnownYear.of(year, KnownDate.read(known) if known else None)
    return made
