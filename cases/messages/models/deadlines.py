"""Deadlines: until when a city is asked for something, in its own working days."""

from uuid import uuid4

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from cases.models import City


class Deadline(models.Model):
    """Deadline of a city about one thing. ``sequence`` counts changes, as calendars want to know them (RFC 5545)."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    about = GenericForeignKey("content_type", "object_id")
    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="deadlines")
    title = models.CharField(max_length=250)
    url = models.CharField(max_length=500, blank=True)
    start = models.DateField()
    working_days = models.PositiveSmallIntegerField()
    due = models.DateField()
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "content_type", "object_id"], name="messaging_one_due")]

    def __str__(self) -> str:
        return f"{self.title} {self.due}"
