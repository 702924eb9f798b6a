"""Co-submitters of a submission, and what is said about it by those who take part."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.review.choices import Right, SectionName

from .submission import Submission


class CoSubmitter(models.Model):
    """Co-submitter: an address that may read a submission, comment on it, or write in it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="co_submitters")
    email = models.EmailField(_("e-mail"))
    right = models.CharField(_("what they may do"), max_length=7, choices=Right, default=Right.COMMENT)
    invited_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "email"], name="co_submitter_once"),
        ]

    def __str__(self) -> str:
        """Right alone: the history of the site keeps this text."""
        return str(self.get_right_display())


class SubmissionComment(models.Model):
    """Comment of a submitter or co-submitter on a section. Nobody else reads it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=10, choices=SectionName)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(blank=True)
    text = models.CharField(_("comment"), max_length=1000)
    written_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.section
