"""Ways in which a person reads: language, calendar and digits; and how they are called there."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from cases.people.models import Profile
from cases.selectors.person_name import is_former_member, person_name
from cases.selectors.reader_choice import AS_USUAL, ReaderChoice

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


def choice_of(user: Any) -> ReaderChoice:
    """Calendar and digits that a person chose; as usual in the language of somebody who chose none."""
    profile = profile_or_none(user)
    return ReaderChoice(profile.calendar, profile.digits) if profile else AS_USUAL


def display_name(user: Any, language: str) -> str:
    """Name of a person for readers of a language: in its letters where they gave it, else as it is there."""
    profile = profile_or_none(user)
    if profile is None or is_former_member(user):
        return person_name(user)
    names = profile.names
    found = [names[code] for code in (language, *_NEXT.get(language, ())) if names.get(code)]
    return found[0] if found else person_name(user)
