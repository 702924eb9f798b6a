"""Assignments of experts to rounds."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.people.models import Expert
from cases.review.choices import AssignmentState, Refusal

from .round import Round

STANDING = (AssignmentState.INVITED, AssignmentState.ACCEPTED, AssignmentState.HANDED_IN)


class Assignment(models.Model):
    """Assignment of an expert: asked, answered, handed in. Of who has left neither expert nor person stays.

    ``proposed``: why the expert was proposed, as it was then. ``refusal`` and ``words``: why they declined or resigned,
    or what a later conflict of interest was. ``answer_by`` and ``due_on``: last days to answer and to hand in.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assignments")
    expert = models.ForeignKey(Expert, on_delete=models.SET_NULL, null=True, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=9, choices=AssignmentState, default=AssignmentState.INVITED)
    proposed = models.JSONField(default=dict)
    invited_at = models.DateTimeField(_("asked"), default=timezone.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answer_by = models.DateField(_("to answer by"))
    answered_at = models.DateTimeField(null=True)
    refusal = models.CharField(_("reason"), max_length=8, choices=Refusal, blank=True)
    words = models.TextField(_("in words"), max_length=2000, blank=True)
    due_on = models.DateField(_("to hand in by"), null=True)
    reminded_at = models.DateTimeField(null=True)  # of what is due next
    overdue_told_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)  # for the first time
    ended_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], condition=models.Q(state__in=STANDING), name="one_assignment_of_a_person"
            )
        ]
        indexes = [models.Index(fields=["state", "answer_by"], name="assignment_waiting")]

    def __str__(self) -> str:
        """Numbers alone: the history of the site keeps this text when the person is gone."""
        return f"{self.round} / {self.pk}"

    @property
    def is_running(self) -> bool:
        """Whether the expert still has to do something."""
        return self.state in (AssignmentState.INVITED, AssignmentState.ACCEPTED)

    @property
    def is_in(self) -> bool:
        """Whether a review of it counts."""
        return self.state == AssignmentState.HANDED_IN
