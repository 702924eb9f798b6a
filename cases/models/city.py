"""Cities: the city of a practice, and facts by which another city judges whether it would fit."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.choices import Climate, IncomeGroup, PopulationScope

from .lines import LinesJSONField
from .localized_fields import KnownDateField, YearField, settle_years
from .localized_text import LocalizedTextField, resolve
from .topic import validate_code


class City(models.Model):  # type: ignore[django-manager-missing]  # of a page
    """City with the facts that decide whether a practice would fit elsewhere."""

    slug = models.CharField(_("code in URLs"), max_length=80, unique=True, validators=[validate_code])
    code_prefix = models.CharField(
        _("prefix of case codes"),
        max_length=3,
        unique=True,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Three capital Latin letters."))],
        help_text=_("Three letters, as in THR-0012. Left empty, it is made from the English name."),
    )
    names = LocalizedTextField(_("name"))
    other_names = LinesJSONField(
        _("other names"), default=list, blank=True, help_text=_("Spellings in any language by which the city is found.")
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("A two-letter country code, such as IR."))],
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    population = models.PositiveBigIntegerField(_("population"), null=True, blank=True)
    population_year = YearField(_("population: year"), known="population_known", null=True, blank=True)
    population_known = KnownDateField()
    population_scope = models.CharField(
        _("population: of what"), max_length=12, choices=PopulationScope, blank=True, default="", db_default=""
    )
    population_source = models.CharField(
        _("population: source"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("Who counted, such as a census. A figure without year and source is not shown."),
    )
    area = models.DecimalField(
        _("area (km²)"), max_digits=9, decimal_places=1, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    climate = models.CharField(_("climate (Köppen)"), max_length=3, choices=Climate, blank=True)
    income_group = models.CharField(_("income group"), max_length=12, choices=IncomeGroup, blank=True)
    is_confirmed = models.BooleanField(
        _("confirmed"),
        default=True,
        db_default=True,
        help_text=_("Not confirmed: an author asked for it, and no case of it is published yet."),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    named_as = models.CharField(max_length=200, unique=True, null=True, editable=False)  # by a form; else None
    is_partner = models.BooleanField(_("partner city"), default=False)
    contact_name = models.CharField(_("contact: office or person"), max_length=200, blank=True)
    contact_email = models.EmailField(
        _("contact: e-mail"),
        blank=True,
        help_text=_("Readers see the contact of a partner city as “Whom to ask”, in briefs and comparisons."),
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name(get_language() or "fa")

    def clean(self) -> None:
        """Keeps the year of the population as it was written."""
        super().clean()
        settle_years(self)

    def name(self, language: str) -> str:
        """Name for a reader of ``language``."""
        return resolve(self.names, language).text or self.slug


class CityRedirect(models.Model):
    """Code of a city that a merge took away; a request for it is led to the city that took it over."""

    slug = models.CharField(_("code in URLs"), max_length=80, unique=True)
    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="redirects")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.slug
