"""Bulk actions: an action on many cases, done as a job."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .jobs import Job


class BulkAction(models.TextChoices):
    """Actions that can be done to many cases at once."""

    PUBLISH = "publish", _("Publish")
    UNPUBLISH = "unpublish", _("Unpublish")
    CONFIRM_BY = "confirm-by", _("Set the date to be confirmed by")
    RESTORE = "restore", _("Publish again what was unpublished")  # undoes another action; never chosen from a list


OFFERED = (BulkAction.PUBLISH, BulkAction.UNPUBLISH, BulkAction.CONFIRM_BY)


class BulkRun(Job):
    """An action on pages (for a date: on their cases), each as if done by hand by ``user``."""

    action = models.CharField(_("action"), max_length=12, choices=BulkAction)
    date = models.DateField(_("date"), null=True)
    pages = models.JSONField(default=list)  # keys
    undoes = models.ForeignKey("self", null=True, editable=False, on_delete=models.CASCADE, related_name="undone_by")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(BulkAction(self.action).label)


class Withdrawal(models.Model):
    """Page that an action withdrew, as it was then: what undoing that action brings back."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="withdrawals")
    page = models.ForeignKey("cases.CaseStudyPage", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()  # when its withdrawal was done, in the log of the page as well
    live_revision = models.BigIntegerField(null=True)  # key of the version that readers saw; None: it had none
    latest_revision = models.BigIntegerField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "page"], name="withdrawn_once")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.page_id}"
