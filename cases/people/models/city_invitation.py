"""Invitations to a city by e-mail."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import City
from cases.people.permissions import MemberRole


class CityInvitation(models.Model):
    """Invitation of an e-mail address to a city. Only a digest of its secret is kept; the link goes out by mail.

    It can be opened as often as mail scanners like, until it expires, is taken back or was accepted.
    """

    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=12, choices=MemberRole, default=MemberRole.CONTRIBUTOR)
    language = models.CharField(_("language"), max_length=12)
    note = models.CharField(_("a few words"), max_length=500, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("invitation to a city")
        verbose_name_plural = _("invitations to cities")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "email"],
                condition=models.Q(revoked_at=None, accepted_at=None),
                name="one_open_invitation",
            ),
        ]

    def __str__(self) -> str:
        """Role and city. No address: the history of the site keeps this text."""
        return f"{self.get_role_display()} · {self.city}"

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether it can be accepted at that moment."""
        return not self.revoked_at and not self.accepted_at and self.expires_at > (now or timezone.now())
