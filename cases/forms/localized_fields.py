"""Form fields for numbers, years and dates as editors write them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.selectors.localized_format import reader_language
from cases.written.dates import read_date, read_year
from cases.written.numbers import read_number

from .localized_input import write_date, write_number, write_year


def _input(mode: str) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": mode, "dir": "auto", "autocomplete": "off", "class": "reader-input"})


class FigureFormField(forms.DecimalField):
    """Field for a number: ۱۲٫۵ as well as 12.5 and 12,5."""

    default_error_messages = {
        "unclear": _("Enter a number, with . or ٫ before its decimals and groups of three digits: 12.5 or 1,234.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = _input("decimal")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            try:
                value = read_number(value)
            except ValueError as error:
                raise ValidationError(self.error_messages["unclear"], code="invalid") from error
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return write_number(value, reader_language()) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # DecimalField would ask for Latin digits


class YearFormField(forms.IntegerField):
    """Field for a year: ۱۴۰۱ as well as 2022; gives the Gregorian year."""

    default_error_messages = {"unclear": _("Enter a year of four digits, such as 2022 or ۱۴۰۱.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = _input("numeric")
        kwargs["help_text"] = kwargs.get("help_text") or _("Gregorian or Jalali: 2022 or ۱۴۰۱.")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            try:
                return read_year(value)
            except ValueError as error:
                raise ValidationError(self.error_messages["unclear"], code="invalid") from error
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return write_year(value, reader_language()) if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class PartialDateFormField(forms.Field):
    """Field for a year, a year and month, or a day, in either calendar; gives a ``PartialDate``."""

    default_error_messages = {
        "unclear": _(
            "Enter a year, a month or a day that exists: 2022, 2022-05, 2022-05-12, or ۱۴۰۱, ۱۴۰۱/۰۲, ۱۴۰۱/۰۲/۲۲."
        )
    }
    precision = "day"  # of the value it starts with; the form of a case sets it

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "widget": _input("text")})

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return read_date(value)
        except ValueError as error:
            raise ValidationError(self.error_messages["unclear"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return write_date(value, self.precision, reader_language()) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.prepare_value(initial) if initial else ""
        try:
            return before != (self.prepare_value_of(self.to_python(data)) if data else "")
        except ValidationError:
            return True

    @staticmethod
    def prepare_value_of(value: Any) -> str:
        """Text in which a date just read is shown, in the precision it was written with; "" for none."""
        return write_date(value, value.precision, reader_language()) if value else ""
