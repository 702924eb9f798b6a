"""Versions of the rubric."""

from typing import Any

from django.db import models
from django.utils import timezone

from cases.models.localized_text import ReadableEncoder


class RubricVersion(models.Model):
    """Version of the rubric, published and never changed: whatever changes becomes the next one.

    ``content``: what ``records.rubric.read_rubric`` reads.
    """

    version = models.PositiveSmallIntegerField(unique=True)
    content = models.JSONField(encoder=ReadableEncoder)
    published_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-version"]

    def __str__(self) -> str:
        return str(self.version)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new version. Raises ValueError for one that is published already."""
        if not self._state.adding:
            raise ValueError("A published version of the rubric is never changed")
        super().save(*args, **kwargs)
