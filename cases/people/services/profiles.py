"""Profiles: made when they are first needed, and kept in line with the admin's own."""

import re
from typing import Any

from django.utils import timezone
from wagtail.users.models import UserProfile

from cases.people.models import Profile

ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")


def profile_of(user: Any) -> Profile:
    """Profile of an account, which is made where there is none."""
    profile, _made = Profile.objects.get_or_create(user=user)
    user.profile = profile
    return profile


def begin_profile(user: Any, name: str, language: str) -> Profile:
    """Makes the profile of somebody who signs up, who has just agreed to what is kept of them."""
    profile = profile_of(user)
    setattr(profile, name_field(name, language), name)
    profile.language = language
    profile.consented_at = timezone.now()
    profile.save()
    write_account(profile)
    return profile


def name_field(name: str, language: str) -> str:
    """Field of the profile that a name belongs in by its letters."""
    if not ARABIC_LETTER.search(name):
        return "name_latin"
    return "name_ar" if language == "ar" else "name_fa"


def write_account(profile: Profile) -> None:
    """Writes what the admin shows of a person from their profile: their name there, and its language."""
    user = profile.user
    name = next((text for text in (profile.names.get(profile.language), *profile.names.values()) if text), "")
    if name and name != user.get_full_name():
        user.first_name, user.last_name = name[:150], ""
        user.save(update_fields=["first_name", "last_name"])
    if profile.language:
        wagtail = UserProfile.get_for_user(user)
        if wagtail.preferred_language != profile.language:
            wagtail.preferred_language = profile.language
            wagtail.save(update_fields=["preferred_language"])


def note_language_of_admin(wagtail: UserProfile) -> None:
    """Takes over the language that a person chose in the admin."""
    if wagtail.preferred_language:
        Profile.objects.filter(user_id=wagtail.user_id).exclude(language=wagtail.preferred_language).update(
            language=wagtail.preferred_language
        )
