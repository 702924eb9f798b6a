"""Calendars of cities: what differs from the public holidays and the weekend of their country."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cases.models import City

DAYS = 7


def validate_weekend(value: str) -> None:
    """Raises ValidationError unless the days of a weekend are up to six different ones, such as ``3,4``."""
    days = [day for day in value.split(",") if day]
    if len(set(days)) != len(days) or len(days) >= DAYS or not set(days) <= set("0123456"):
        raise ValidationError(_("Choose up to six days of the week."), code="weekend")


def validate_time_zone(value: str) -> None:
    """Raises ValidationError unless there is such a time zone."""
    if value not in available_timezones():
        raise ValidationError(_("There is no such time zone. Write it as Asia/Tehran."), code="time_zone")


class CityCalendar(ClusterableModel):
    """Calendar of a city. Where a city has none, the weekend and public holidays of its country hold."""

    city = models.OneToOneField(City, on_delete=models.CASCADE, related_name="calendar", verbose_name=_("city"))
    own_weekend = models.BooleanField(
        _("a weekend of its own"),
        default=False,
        help_text=_("Else the days on which the offices of its country are closed every week."),
    )
    weekend = models.CharField(_("weekend"), max_length=13, blank=True, validators=[validate_weekend])
    time_zone = models.CharField(
        _("time zone"),
        max_length=50,
        blank=True,
        validators=[validate_time_zone],
        help_text=_(
            "Such as Asia/Tehran. Left empty, it is that of the country, or of its part in which the city lies."
        ),
    )

    class Meta:
        verbose_name = _("calendar of a city")
        verbose_name_plural = _("calendars of cities")
        ordering = ["city__slug"]

    def __str__(self) -> str:
        return str(self.city)


class CityDayOff(models.Model):
    """Day on which the offices of a city are closed though its country works, or open though it does not."""

    calendar = ParentalKey(CityCalendar, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("date"))
    name = models.CharField(_("name"), max_length=120)
    is_working = models.BooleanField(
        _("working day"), default=False, help_text=_("Offices are open, though it is a weekend or holiday.")
    )

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["calendar", "date"], name="messaging_one_day")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"
