"""Decisions about submissions."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.review.choices import DecisionState, Outcome

from .round import Round


class Decision(models.Model):
    """Decision of a round, with its letter. A draft decides nothing; what was announced is never changed."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="decisions")
    state = models.CharField(_("state"), max_length=9, choices=DecisionState, default=DecisionState.DRAFT)
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    letter = models.TextField(_("letter to the submitter"), max_length=20_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(_("announced"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=~models.Q(state=DecisionState.ANNOUNCED), name="one_decision_being_made"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} / {self.pk}"
