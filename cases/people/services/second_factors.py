"""Second factors: what is noted when one is set up, and how one that is lost is taken away."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User

from cases.people.selectors.second_factors import FACTORS


def note_shown(factor: Authenticator) -> None:
    """Notes in the session that whoever just set up their first second factor has shown it.

    Not with another one: whoever is to add it must have shown the first.
    """
    request: Any = context.request
    if request is None or getattr(request, "user", None) != factor.user:
        return
    if not Authenticator.objects.filter(user=factor.user, type__in=FACTORS).exclude(pk=factor.pk).exists():
        record_authentication(request, factor.user, "mfa", id=factor.pk, type=factor.type)


def take_away(user: User) -> int:
    """Takes every second factor from an account whose person has lost them; how many there were."""
    count: int = Authenticator.objects.filter(user=user, type__in=FACTORS).count()
    for factor in Authenticator.objects.filter(user=user):
        factor.delete()
    return count
