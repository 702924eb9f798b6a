"""Which prose readers of a page see, and since when."""

from django.db import models

from .pages import CaseStudyPage


class PublishedProse(models.Model):
    """A fingerprint of the published prose, so that a translation can tell whether its source said something new.

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
