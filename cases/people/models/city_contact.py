"""Contacts of cities."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import City


class CityContact(models.Model):
    """Contact of a city: a mailbox that belongs to an office, not to a person, and so comes before persons.

    It is confirmed once a year; mails that come back make the city unreachable until somebody says where it is reached.
    """

    city = models.OneToOneField(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="contact")
    office = models.CharField(
        _("office"), max_length=200, blank=True, help_text=_("The office that reads the mailbox, not a person.")
    )
    mailbox = models.EmailField(
        _("mailbox"),
        blank=True,
        help_text=_("An address that stays when people leave. Visitors of the site never see it."),
    )
    confirm_by = models.DateField(_("to confirm by"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("last asked to confirm"), null=True, blank=True)
    unreachable_since = models.DateTimeField(_("unreachable since"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("contact of a city")
        verbose_name_plural = _("contacts of cities")
        ordering = ["city__slug"]

    def __str__(self) -> str:
        return str(self.city)

    def is_overdue(self, today: date | None = None) -> bool:
        """Whether it should have been confirmed by that day."""
        return self.confirm_by < (today or timezone.localdate())
