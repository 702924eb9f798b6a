"""Published prose of pages: its fingerprint, and since when readers see it."""

from django.db import models

from .pages import CaseStudyPage


class PublishedProse(models.Model):
    """Fingerprint of the published prose, by which a translation can tell whether its source says something new.

    Publications that change facts only leave it as it is.
    """

    page = models.OneToOneField(
        CaseStudyPage, on_delete=models.CASCADE, primary_key=True, related_name="published_prose"
    )
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.digest
