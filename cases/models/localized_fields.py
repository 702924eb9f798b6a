"""Fields that editors fill in with the digits and the calendar of their language. Stored are plain Gregorian values,
and beside them, where a field has a sibling for it, the date as it is known."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.written.dates import PartialDate
from cases.written.known_dates import KnownDate, KnownYear

if TYPE_CHECKING:
    _Known = models.CharField["KnownDate | None", "KnownDate | None"]
else:
    _Known = models.CharField


class KnownDateField(_Known):
    """Field for a date as it is known, or None: YYYY, YYYY-MM or YYYY-MM-DD of the calendar in which it was written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_length": 10, "blank": True, "editable": False, "default": None, "db_default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "blank", "editable", "default", "db_default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> KnownDate | None:
        return self.to_python(value)

    def to_python(self, value: Any) -> KnownDate | None:
        if value is None or isinstance(value, KnownDate):
            return value
        try:
            return KnownDate.read(value) if value else None
        except ValueError as error:
            raise ValidationError(_("There is no such date."), code="invalid") from error

    def get_prep_value(self, value: Any) -> str:
        return str(value or "")

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: Any) -> KnownDate | None:
        return self.to_python(value)


class YearField(models.PositiveSmallIntegerField):
    """Field for a Gregorian year. ``known`` names the ``KnownDateField`` that keeps how the year was written."""

    def __init__(self, *args: Any, known: str = "", **kwargs: Any) -> None:
        self.known = known  # only how the form fills the other field; not part of the schema
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, KnownYear) else super().to_python(value)

    def value_from_object(self, obj: models.Model) -> Any:
        year: Any = super().value_from_object(obj)
        return KnownYear.of(year, getattr(obj, self.known)) if self.known and year is not None else year


class FigureField(models.DecimalField):
    """Model field for an exact number."""


class PartialDateField(models.DateField):
    """Date field whose form field also says how much of the date is known, by giving a ``PartialDate``.

    ``precision`` and ``known`` of the row take what it says.
    """

    def value_from_object(self, obj: Any) -> Any:
        day = super().value_from_object(obj)
        if not isinstance(day, date) or isinstance(day, PartialDate):
            return day
        made = PartialDate.known_to(obj.precision, day.year, day.month, day.day)
        made.known = obj.known if obj.known and obj.known.may_lie_in(day.year) else None
        return made


def settle_years(row: models.Model) -> None:
    """Keeps with each year of a row how it was written, which a form gives with the year (``KnownYear``)."""
    for field in row._meta.concrete_fields:
        if isinstance(field, YearField) and field.known:
            year = getattr(row, field.attname)
            if isinstance(year, KnownYear):
                setattr(row, field.attname, int(year))
                setattr(row, field.known, year.known)
            elif (known := getattr(row, field.known)) and not known.may_lie_in(year):
                setattr(row, field.known, None)
