"""Ways in which a person reads: language, calendar, digits; and how they are called there."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from cases.choices import Calendar
from cases.people.choices import ReadingCalendar, ReadingDigits
from cases.people.models import Profile
from cases.selectors.person_name import is_former_member, person_name

_LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Whose letters are read where a name lacks those of the language: Persian and Arabic ones are nearer to each other.
_NEXT = {"fa": ("ar", "en"), "ar": ("fa", "en"), "en": ("fa", "ar")}


def profile_or_none(user: Any) -> Profile | None:
    """Profile of an account; None where it has none yet."""
    try:
        found: Profile = user.profile
    except (ObjectDoesNotExist, AttributeError):
        return None
    return found


def reading_language(user: Any) -> str:
    """Language in which a person is written to: their own choice, that of their admin, else the site's."""
    profile = profile_or_none(user)
    wagtail = getattr(user, "wagtail_userprofile", None) if user is not None else None
    for code in (profile and profile.language, wagtail and wagtail.preferred_language):
        if code in _LANGUAGES:
            return str(code)
    return settings.LANGUAGE_CODE


def calendar_of(user: Any) -> Calendar:
    """Calendar in which a person reads dates."""
    profile = profile_or_none(user)
    chosen = profile.calendar if profile else ""
    if not chosen:
        return Calendar.JALALI if reading_language(user) == "fa" else Calendar.GREGORIAN
    return Calendar.JALALI if chosen == ReadingCalendar.JALALI else Calendar.GREGORIAN


def digits_of(user: Any) -> ReadingDigits:
    """Digits in which a person reads numbers."""
    profile = profile_or_none(user)
    if profile and profile.digits:
        return ReadingDigits(profile.digits)
    language = reading_language(user)
    if language == "ar" and settings.ARABIC_DIGITS == "arab":
        return ReadingDigits.ARABIC
    return ReadingDigits.PERSIAN if language == "fa" else ReadingDigits.LATIN


def display_name(user: Any, language: str) -> str:
    """Name of a person for readers of a language: in its letters where they gave it, else as it is there."""
    profile = profile_or_none(user)
    if profile is None or is_former_member(user):
        return person_name(user)
    names = profile.names
    found = [names[code] for code in (language, *_NEXT.get(language, ())) if names.get(code)]
    return found[0] if found else person_name(user)
