"""Language in which a person reads what this site writes."""

from typing import Any

from django.conf import settings
from wagtail.users.models import UserProfile


def language_of(person: Any) -> str:
    """Language that a person chose for the admin, else that of the site."""
    chosen = UserProfile.objects.filter(user=person).values_list("preferred_language", flat=True).first()
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
