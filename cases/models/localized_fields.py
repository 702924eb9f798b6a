"""Fields that editors fill in with the digits and the calendar of their language. Stored are plain Gregorian values."""

from datetime import date

from django.db import models

from cases.choices import DatePrecision


class YearField(models.PositiveSmallIntegerField):
    """A Gregorian year."""


class FigureField(models.DecimalField):
    """An exact number."""


class PartialDate(date):
    """The first day of a year or month of which no more is known, or a day."""

    precision: DatePrecision = DatePrecision.DAY

    @classmethod
    def known_to(cls, precision: DatePrecision, year: int, month: int = 1, day: int = 1) -> "PartialDate":
        """Such a date; ValueError where there is no such day."""
        made = cls(year, month, day)
        made.precision = precision
        return made


class PartialDateField(models.DateField):
    """A date whose form field also says how much of it is known, by giving a ``PartialDate``."""
