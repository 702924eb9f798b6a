"""Language, calendar and name by which a person is written to."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from django.utils import timezone

from cases.people.selectors import reading as profiles
from cases.selectors import localized_format
from cases.selectors.person_name import person_name
from cases.written.numbers import latin_digits


def reading_language(person: Any) -> str:
    """Language in which a person reads messages: the one chosen, else that of the site."""
    return str(profiles.reading_language(person))


def calendar_of(person: Any) -> str:
    """Calendar in which a person reads dates; "" of nobody."""
    return str(profiles.calendar_of(person)) if person is not None else ""


def name_of(person: Any, language: str) -> str:
    """Name of a person as readers of a language write it."""
    return str(profiles.display_name(person, language)) if person is not None else person_name(person)


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
