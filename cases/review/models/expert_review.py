"""Reviews of experts, and what is said about them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.localized_text import ReadableEncoder

from .assignment import Assignment
from .round import Round


class ExpertReview(models.Model):
    """Review of a submission: a draft until it is handed in, and then never changed. A revision is the next version.

    ``scores`` and ``reasons`` by criterion; ``exclusions``: why an exclusion applies, by its code, for those that do.
    ``rubric``: a copy of that of the round.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reviews")
    version = models.PositiveSmallIntegerField(default=1)
    rubric = models.JSONField(encoder=ReadableEncoder)
    scores = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict, encoder=ReadableEncoder)
    exclusions = models.JSONField(default=dict, encoder=ReadableEncoder)
    for_submitter = models.TextField(_("for the submitter"), max_length=10_000, blank=True)
    for_editors = models.TextField(_("for the editors alone"), max_length=10_000, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    handed_in_at = models.DateTimeField(_("handed in"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["assignment_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "version"], name="review_version_once"),
            models.UniqueConstraint(
                fields=["assignment"], condition=models.Q(handed_in_at=None), name="one_draft_of_a_review"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} / {self.version}"


class DiscussionPost(models.Model):
    """Contribution to the discussion of a round, by one of its reviewers or an editor."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="posts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.SET_NULL, null=True, related_name="posts")
    text = models.TextField(_("contribution"), max_length=5000)
    written_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.round} / {self.pk}"
