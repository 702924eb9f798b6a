"""Files attached to submissions."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.review.choices import FileKind

from .submission import Submission


def private_storage() -> Storage:
    """Storage of attachments: a folder that no address leads to."""
    return FileSystemStorage(location=settings.SUBMISSION_DIR, base_url=None, file_permissions_mode=0o600)


class SubmissionFile(models.Model):
    """File of a submission, checked as it came in and private until its case is published.

    ``name``: what its submitter called it. ``words``: what a picture shows, or what a document is.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=8, choices=FileKind)
    file = models.FileField(_("file"), storage=private_storage, max_length=200)
    name = models.CharField(max_length=150)
    words = models.CharField(_("what it shows"), max_length=300, blank=True)
    credit = models.CharField(_("by whom"), max_length=150, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.kind
