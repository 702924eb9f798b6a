"""Merges of topics or cities that many cases have, done as jobs."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.written.isolation import isolated

from .jobs import Job


class MergedKind(models.TextChoices):
    """Kinds of object that can be merged."""

    TOPIC = "topic", gettext_lazy("Topic")
    CITY = "city", gettext_lazy("City")


class MergeRun(Job):
    """Merge of a topic or city into another. Code and name of the source are kept, since it will be gone."""

    kind = models.CharField(max_length=10, choices=MergedKind)
    source_id = models.BigIntegerField()
    source_code = models.CharField(max_length=120)
    source_name = models.CharField(max_length=300)
    target_id = models.BigIntegerField()
    target_name = models.CharField(max_length=300)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        # In words, since an arrow points the wrong way in half of the languages; each name has a direction of its own.
        names = {"source": isolated(self.source_name), "target": isolated(self.target_name)}
        return _("%(source)s into %(target)s") % names
