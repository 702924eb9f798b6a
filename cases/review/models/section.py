"""Sections of submissions."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models.localized_text import ReadableEncoder
from cases.review.choices import SectionName

from .submission import Submission


class SubmissionSection(models.Model):
    """Section of a submission, saved by itself. ``version`` counts its saves: a save names the one it began with.

    ``answers``: values by field of a case page, as JSON has them. ``unknown``: the reason by field where the answer
    is "not known".
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=10, choices=SectionName)
    answers = models.JSONField(default=dict, encoder=ReadableEncoder)
    unknown = models.JSONField(default=dict, encoder=ReadableEncoder)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "name"], name="one_section_of_a_name")]

    def __str__(self) -> str:
        return self.name
