"""Requests of people to join a city."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import City
from cases.people.choices import RequestState
from cases.people.permissions import MemberRole


class MembershipRequest(models.Model):
    """Request of a person to join a city, and what was decided. A person has one open in a city at most."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="membership_requests"
    )
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="membership_requests")
    role = models.CharField(_("role"), max_length=12, choices=MemberRole, default=MemberRole.CONTRIBUTOR)
    text = models.CharField(_("who you are in this city"), max_length=500, blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    state = models.CharField(_("state"), max_length=12, choices=RequestState, default=RequestState.OPEN)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("request to join a city")
        verbose_name_plural = _("requests to join a city")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "city"], condition=models.Q(state="open"), name="one_open_request"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.city}"
