"""Form fields for numbers, years and dates as editors write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.blocks.years import KnownYearFormField
from cases.choices import DatePrecision
from cases.selectors.localized_format import active_language
from cases.written.dates import PartialDate
from cases.written.known_dates import KnownDate, KnownYear
from cases.written.numbers import read_number

from .input import write_number

WHOLE = _("Enter a whole number, such as 8,600,000.")


def _input(mode: str) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": mode, "dir": "auto", "autocomplete": "off", "class": "reader-input"})


class _WrittenNumber:
    """Mixin of fields for numbers: reads them as people write them, shows them as readers do."""

    mode = "decimal"
    unclear: Any = _("Enter a number, with . or ٫ before its decimals and groups of three digits: 12.5 or 1,234.")

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = _input(self.mode)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            try:
                value = format(read_number(value), "f")
            except ValueError as error:
                raise ValidationError(self.unclear, code="invalid") from error
        return super().to_python(value)  # type: ignore[misc]  # of the field it is mixed in

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, float | int):
            value = Decimal(str(value))
        return write_number(value, active_language()) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # Django would ask for Latin digits


class FigureFormField(_WrittenNumber, forms.DecimalField):
    """Field for a number: ۱۲٫۵ as well as 12.5 and 12,5."""


class WholeNumberFormField(_WrittenNumber, forms.IntegerField):
    """Field for a whole number, such as of inhabitants: ۸٬۶۰۰٬۰۰۰ as well as 8600000."""

    mode = "numeric"
    unclear = WHOLE
    default_error_messages = {"invalid": WHOLE}


class DegreesFormField(_WrittenNumber, forms.FloatField):
    """Field for a coordinate in degrees: ۳۵٫۶۸۹ as well as 35.689."""


class PartialDateFormField(KnownYearFormField):
    """Field for a year, a year and month, or a day, in either calendar; gives a ``PartialDate``."""

    explanation = ""  # the panel has one for all of them

    def clean(self, value: Any) -> Any:
        year = super().clean(value)
        return year.partial_date if isinstance(year, KnownYear) else year

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            month = value.month if value.precision != DatePrecision.YEAR else None
            day = value.day if value.precision == DatePrecision.DAY else None
            value = KnownYear.of(value.year, value.known or KnownDate(value.year, month, day))
        return super().prepare_value(value)
