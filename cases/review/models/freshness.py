"""Questions whether a case still holds."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.review.choices import AskedOf, Holds


class FreshnessQuestion(models.Model):
    """Question whether a case still holds, from the day it is asked to the day it is settled. A case has one open.

    ``stage_at``: since when it waits for those of ``stage``. An answer that the case is right settles it; after any
    other it is open until an editor has done what follows (``settled_at``).
    """

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="freshness_questions")
    stage = models.CharField(_("asked of"), max_length=11, choices=AskedOf, default=AskedOf.OWNER)
    asked_at = models.DateTimeField(_("first asked"))
    stage_at = models.DateTimeField(_("asked last"))
    answer = models.CharField(_("answer"), max_length=9, choices=Holds, blank=True)
    note = models.TextField(_("in their words"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question whether a case still holds")
        verbose_name_plural = _("questions whether cases still hold")
        ordering = ["stage_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_question", fields=["case"], condition=models.Q(settled_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.case.code

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered it, and somebody still may."""
        return self.settled_at is None and not self.answer

    @property
    def city(self) -> Any:
        """City of the case; None for a case without a page."""
        page = self.case.pages.select_related("city").order_by("-live", "pk").first()
        return page.city if page else None

    @property
    def for_city_id(self) -> int | None:
        """Key of the city whose members answer it."""
        city = self.city
        return city.pk if city else None

    def get_absolute_url(self) -> str:
        """Page on which a member of the city, or an editor, answers it."""
        return reverse("review:holds", args=[self.pk])
