"""Bulk actions: an action on many cases, done as a job."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .jobs import Job


class BulkAction(models.TextChoices):
    """Actions that can be done to many cases at once."""

    PUBLISH = "publish", _("Publish")
    UNPUBLISH = "unpublish", _("Unpublish")
    CONFIRM_BY = "confirm-by", _("Set the date to be confirmed by")


class BulkRun(Job):
    """An action on pages (for a date: on their cases), each as if done by hand by ``user``."""

    action = models.CharField(_("action"), max_length=12, choices=BulkAction)
    date = models.DateField(_("date"), null=True)
    pages = models.JSONField(default=list)  # keys

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(BulkAction(self.action).label)
