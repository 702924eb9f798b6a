"""Fields that editors fill in with the digits and the calendar of their language. Stored are plain Gregorian values."""

from datetime import date

from django.db import models

from cases.choices import DatePrecision


class YearField(models.PositiveSmallIntegerField):
    """Model field for a Gregorian year."""


class FigureField(models.DecimalField):
    """Model field for an exact number."""


class PartialDate(date):
    """Date of which the year, the month or the day is known: the first day of that period."""

    precision: DatePrecision = DatePrecision.DAY

    @classmethod
    def known_to(cls, precision: DatePrecision, year: int, month: int = 1, day: int = 1) -> "PartialDate":
        """Date known to a precision. Raises ValueError where there is no such day."""
        made = cls(year, month, day)
        made.precision = precision
        return made


class PartialDateField(models.DateField):
    """Date field whose form field also says how much of the date is known, by giving a ``PartialDate``."""
