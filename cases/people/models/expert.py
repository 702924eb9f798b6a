"""Experts, who judge cases."""

from datetime import date

from django.conf import settings
from django.contrib.admin.decorators import display
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import City, Topic
from cases.selectors.person_name import person_name


class Expert(models.Model):
    """Expert: a person who judges cases of their fields, in their languages, as many a month as was agreed."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="expert"
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("fields"), related_name="experts", help_text=_("A field covers all topics below it.")
    )
    languages = models.JSONField(_("languages"), default=list)
    excluded_cities = models.ManyToManyField(
        City,
        verbose_name=_("cities they may not judge"),
        blank=True,
        related_name="+",
        help_text=_("Where they work, worked or have an interest. Their own cities count anyway."),
    )
    monthly_load = models.PositiveSmallIntegerField(
        _("cases a month"), default=2, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    is_paused = models.BooleanField(_("takes no cases at the moment"), default=False)
    agreed_on = models.DateField(
        _("agreement of"), null=True, blank=True, help_text=_("The agreement holds for a year and is then renewed.")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["pk"]

    def __str__(self) -> str:
        """Number alone: the history of the site keeps this text when the person is gone."""
        return _("Expert %(number)s") % {"number": self.pk}

    @display(description=_("person"))
    def name(self) -> str:
        """Name of the person, for lists."""
        return person_name(self.person)

    @property
    def agreed_until(self) -> date | None:
        """Last day on which the agreement holds; None where there is none."""
        if self.agreed_on is None:
            return None
        try:
            return self.agreed_on.replace(year=self.agreed_on.year + 1)
        except ValueError:  # 29 February
            return self.agreed_on.replace(year=self.agreed_on.year + 1, day=28)

    def is_agreed(self, today: date | None = None) -> bool:
        """Whether the agreement holds on that day."""
        until = self.agreed_until
        return until is not None and (today or timezone.localdate()) <= until
