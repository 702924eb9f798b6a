"""Rounds of reviews."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.localized_text import ReadableEncoder
from cases.review.choices import RoundState

from .submission import Submission


class Round(models.Model):
    """Round of reviews of a submission. Its rubric is a copy, so that no later version touches it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"), default=1)
    state = models.CharField(_("state"), max_length=9, choices=RoundState, default=RoundState.OPEN)
    rubric = models.JSONField(encoder=ReadableEncoder)
    reviews_needed = models.PositiveSmallIntegerField(_("reviews needed"))
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("round of reviews")
        verbose_name_plural = _("rounds of reviews")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="round_numbered_once"),
            models.UniqueConstraint(
                fields=["submission"], condition=models.Q(state=RoundState.OPEN), name="one_open_round"
            ),
        ]

    def __str__(self) -> str:
        """Numbers alone: the history of the site keeps this text."""
        return f"{self.submission} / {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether reviews are still taken."""
        return self.state == RoundState.OPEN
