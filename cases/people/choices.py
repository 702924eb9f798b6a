"""Choices of a profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadingCalendar(models.TextChoices):
    """Calendar in which a person reads dates."""

    LANGUAGE = "", _("as usual in the language")
    JALALI = "jalali", _("Solar Hijri (Jalali)")
    GREGORIAN = "gregorian", _("Gregorian")


class ReadingDigits(models.TextChoices):
    """Digits in which a person reads numbers."""

    LANGUAGE = "", _("as usual in the language")
    PERSIAN = "persian", "۱۲۳۴۵۶"
    ARABIC = "arabic", "١٢٣٤٥٦"
    LATIN = "latin", "123456"
