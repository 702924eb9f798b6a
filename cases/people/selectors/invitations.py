"""Invitations to cities: found by their secret, and why one cannot be accepted."""

from typing import Any

from django.utils import timezone

from cases.people.models import CityInvitation
from cases.written.secrets import digest_of

from .own_addresses import own_addresses


def find_invitation(secret: str) -> CityInvitation | None:
    """Invitation with this secret, whatever became of it; None for a secret that nothing has."""
    found = CityInvitation.objects.filter(digest=digest_of(secret))
    return found.select_related("city", "invited_by", "accepted_by").first()


def obstacle(invitation: CityInvitation, user: Any) -> str:
    """Word for what keeps a person from accepting an invitation; "" where nothing does."""
    if invitation.accepted_at:
        return "accepted" if user.pk == invitation.accepted_by_id else "accepted by another"
    if invitation.revoked_at:
        return "revoked"
    if invitation.expires_at <= timezone.now():
        return "expired"
    if not user.is_authenticated:
        return "log in"
    return "" if invitation.email.casefold() in own_addresses(user) else "another address"
