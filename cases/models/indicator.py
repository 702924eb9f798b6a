"""Indicators: results as series of measurements, from a baseline to a target, with date and source."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from cases.choices import DatePrecision, Direction, MeasurementKind
from cases.written.dates import PartialDate

from .case import Case
from .localized_fields import FigureField, KnownDateField, PartialDateField, YearField, settle_years
from .localized_text import LocalizedTextField
from .vocabulary import Unit


class Indicator(ClusterableModel, Orderable):
    """Indicator of a case. A missing baseline or target is null, never 0."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="indicators")
    name = LocalizedTextField(_("name"))
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="indicators")
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.UP)
    baseline_year = YearField(_("baseline: year"), known="baseline_known", null=True, blank=True)
    baseline_known = KnownDateField()
    baseline_value = FigureField(_("baseline: value"), null=True, blank=True, max_digits=24, decimal_places=6)
    target_year = YearField(_("target: year"), known="target_known", null=True, blank=True)
    target_known = KnownDateField()
    target_value = FigureField(_("target: value"), null=True, blank=True, max_digits=24, decimal_places=6)
    source = models.CharField(
        _("source key"), max_length=40, blank=True, help_text=_("Key of a source of the case, such as s1.")
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("direction"), FieldPanel("source")]),
        FieldRowPanel([FieldPanel("baseline_year"), FieldPanel("baseline_value")]),
        FieldRowPanel([FieldPanel("target_year"), FieldPanel("target_value")]),
        InlinePanel(
            "measurements",
            heading=_("measurements"),
            label=_("measurement"),
            help_text=_(
                "When: a year, month or day, Gregorian or Jalali (2022, ۱۴۰۱, ۱۴۰۱/۰۲). Digits of any language."
            ),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.CheckConstraint(
                name=f"{point}_whole",
                condition=models.Q(**{f"{point}_year__isnull": True, f"{point}_value__isnull": True})
                | models.Q(**{f"{point}_year__isnull": False, f"{point}_value__isnull": False}),
            )
            for point in ("baseline", "target")
        ]

    def __str__(self) -> str:
        return " / ".join(self.name.values())

    def clean(self) -> None:
        """Refuses a baseline or target with a year and no value, or a value and no year."""
        super().clean()
        settle_years(self)
        errors = {}
        for point in ("baseline", "target"):
            for part, other in (("year", "value"), ("value", "year")):
                if getattr(self, f"{point}_{part}") is None and getattr(self, f"{point}_{other}") is not None:
                    errors[f"{point}_{part}"] = _("Give both year and value, or neither.")
        if errors:
            raise ValidationError(errors)


class Measurement(models.Model):
    """Measurement: a value on a date, of which the year at least is known; and how the value came about."""

    indicator = ParentalKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    date = PartialDateField(_("when"))
    precision = models.CharField(_("precision"), max_length=5, choices=DatePrecision, default=DatePrecision.YEAR)
    known = KnownDateField()
    value = FigureField(_("value"), max_digits=24, decimal_places=6)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=MeasurementKind,
        blank=True,
        default="",
        db_default="",
        help_text=_("How the value came about. Empty: not stated, and never shown as measured."),
    )
    source = models.CharField(_("source key"), max_length=40, blank=True)

    panels = [FieldRowPanel([FieldPanel("date"), FieldPanel("value"), FieldPanel("kind"), FieldPanel("source")])]

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["date", "pk"]

    def clean(self) -> None:
        """Takes from a date that says how much of it is known the precision, and how it was written."""
        super().clean()
        if isinstance(self.date, PartialDate):
            self.precision, self.known = self.date.precision, self.date.known

    def __str__(self) -> str:
        return f"{self.date:%Y}: {self.value}"
