"""Public cases by the lists they show in, kept in step by ``cases.services.public_lists``.

They are derived from the pages, so that a page that shows the first of a list, or how many there are, reads no more
rows than it shows.
"""

from django.db import models


class ListKind(models.TextChoices):
    """Kinds of lists. Keys: "" for all cases, the primary key of a city, the code of a topic, status or outcome."""

    ALL = "all"
    CITY = "city"
    TOPIC = "topic"
    STATUS = "status"
    OUTCOME = "goal"


class PublicListing(models.Model):
    """A public case in a list. ``published``: when it was first published there."""

    kind = models.CharField(max_length=6, choices=ListKind)
    key = models.CharField(max_length=80, blank=True)
    published = models.DateTimeField()
    code = models.CharField(max_length=12)

    wagtail_reference_index_ignore = True

    class Meta:
        # In the order in which lists are shown, so that their first rows are found without the others.
        indexes = [models.Index(fields=["kind", "key", "-published", "code"], name="public_listing_newest")]
        constraints = [models.UniqueConstraint(fields=["code", "kind", "key"], name="public_listing_once")]

    def __str__(self) -> str:
        return f"{self.code} in {self.kind} {self.key}"


class PublicCount(models.Model):
    """The number of cases in a list."""

    kind = models.CharField(max_length=6, choices=ListKind)
    key = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="public_count_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.number}"
