"""Adoptions: other cities that took a practice over, with year and status."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from cases.choices import AdoptionStatus

from .case import Case
from .localized_fields import KnownDateField, YearField, settle_years
from .localized_text import LocalizedTextField


class Adoption(Orderable):
    """Adoption of a case by a city, which need not be one of the site's: its name and country are written here."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="adoptions")
    city_name = LocalizedTextField(_("city"))
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("A two-letter country code, such as IR."))],
    )
    year = YearField(_("year"), known="known", null=True, blank=True)
    known = KnownDateField()
    status = models.CharField(_("status"), max_length=12, choices=AdoptionStatus)
    note = LocalizedTextField(_("note"), blank=True, multiline=True)
    source = models.CharField(
        _("source key"), max_length=40, blank=True, help_text=_("Key of a source of the case, such as s1.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")

    def clean(self) -> None:
        """Keeps the year as it was written."""
        super().clean()
        settle_years(self)

    def __str__(self) -> str:
        return " / ".join(self.city_name.values())
