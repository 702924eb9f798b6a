"""Memberships of people in cities."""

from django.conf import settings
from django.contrib.admin.decorators import display
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import City
from cases.people.choices import Ending, HandedTo
from cases.people.permissions import MemberRole
from cases.selectors.person_name import person_name


class Membership(models.Model):
    """Membership of a person in a city. It runs while it has no end; a person has one running in a city at most."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=MemberRole, default=MemberRole.CONTRIBUTOR)
    since = models.DateTimeField(_("since"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=12, choices=Ending, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    handed_to = models.CharField(_("handed over to"), max_length=12, choices=HandedTo, blank=True)
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["city__slug", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "city"], condition=models.Q(until=None), name="one_running_membership"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="membership_ends_later"
            ),
        ]

    def __str__(self) -> str:
        """Role and city. No name: the history of the site keeps this text when the person is gone."""
        return f"{self.get_role_display()} · {self.city}"

    @display(description=_("person"))
    def name(self) -> str:
        """Name of the person, for lists."""
        return person_name(self.person)

    @property
    def is_running(self) -> bool:
        """Whether the person is a member now."""
        return self.until is None
