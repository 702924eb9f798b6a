"""Addresses as mail servers answer for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailAddress(models.Model):
    """Address from which mail came back, how often, and since when nothing is sent to it."""

    address = models.CharField(max_length=254, unique=True)
    permanent = models.PositiveIntegerField(default=0)
    temporary = models.PositiveIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("address of e-mail")
        verbose_name_plural = _("addresses of e-mail")
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address
