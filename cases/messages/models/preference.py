"""Choices of people about the messages they get."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.messages.choices import Pace


class Preference(models.Model):
    """Pace that a person, or whoever reads an address without an account, chose for one kind of message."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    address = models.CharField(max_length=254, blank=True)
    kind = models.CharField(max_length=30)
    pace = models.CharField(max_length=6, choices=Pace)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("choice of a pace")
        verbose_name_plural = _("choices of a pace")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_pace_a_person_and_kind"),
            models.UniqueConstraint(
                fields=["address", "kind"], condition=Q(person=None), name="one_pace_an_address_and_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.pace}"
