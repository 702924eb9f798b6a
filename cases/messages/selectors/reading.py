"""Language, calendar and name by which a person is written to."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone

from cases.selectors import localized_format
from cases.selectors.person_name import person_name
from cases.written.numbers import latin_digits

try:  # a profile, where the room of people keeps one
    from cases.people.selectors import reading as profiles  # type: ignore[attr-defined,import-not-found,unused-ignore]
except ImportError:
    profiles = None


def reading_language(person: Any) -> str:
    """Language in which a person reads messages: the one chosen, else that of the site."""
    if profiles is not None and (chosen := str(profiles.reading_language(person))):
        return chosen
    profile = getattr(person, "wagtail_userprofile", None)
    return getattr(profile, "preferred_language", "") or settings.LANGUAGE_CODE


def calendar_of(person: Any) -> str:
    """Calendar that a person chose; "" for that of the language."""
    return str(profiles.calendar_of(person) or "") if profiles is not None and person is not None else ""


def name_of(person: Any, language: str) -> str:
    """Name of a person as readers of a language write it."""
    if profiles is not None and person is not None:
        return str(profiles.display_name(person, language))
    return person_name(person)


def written_day(value: date | datetime, language: str, calendar: str = "") -> str:
    """Date in words, in the calendar that the reader chose."""
    local = value
    if isinstance(value, datetime):
        local = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    if calendar == "jalali" and language != "fa":
        return localized_format.jalali_day(local, language)
    if calendar == "gregorian" and language == "fa":
        return localized_format.digits(latin_digits(format_date(local, "d MMMM y", locale="fa")), "fa")
    return localized_format.day(local, language)


def written_moment(value: date | datetime, language: str, calendar: str = "") -> str:
    """Date in words, with its time of day where it has one."""
    if not isinstance(value, datetime):
        return written_day(value, language, calendar)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    comma = "," if language == "en" else "،"
    return f"{written_day(value, language, calendar)}{comma} {localized_format.digits(f'{local:%H:%M}', language)}"
