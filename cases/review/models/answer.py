"""Answers of screening."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.review.choices import Answer, NextStep

from .submission import Submission


class ScreeningAnswer(models.Model):
    """Answer of whoever screened a submission: more is asked for, it is declined, or it goes to the experts.

    ``fields``: names of the fields that more is asked about. ``answered_at``: when its submitter had answered.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="screening_answers")
    answer = models.CharField(_("answer"), max_length=7, choices=Answer)
    text = models.TextField(_("what its submitter reads"), max_length=2000, blank=True)
    fields = models.JSONField(default=list)
    next_step = models.CharField(_("next step"), max_length=10, choices=NextStep, blank=True)
    next_text = models.CharField(_("next step in words"), max_length=500, blank=True)
    similar = models.ForeignKey(
        Case, verbose_name=_("similar case"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_answer_display())
