"""Fields that editors fill in with the digits and the calendar of their language. Stored are plain Gregorian values."""

from django.db import models


class YearField(models.PositiveSmallIntegerField):
    """Model field for a Gregorian year."""


class FigureField(models.DecimalField):
    """Model field for an exact number."""


class PartialDateField(models.DateField):
    """Date field whose form field also says how much of the date is known, by giving a ``PartialDate``."""
