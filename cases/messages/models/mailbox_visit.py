"""Visits to the mailbox that answers are fetched from."""

from django.db import models
from django.utils import timezone


class MailboxVisit(models.Model):
    """Last visit to the mailbox: one row, by which the processes of all machines agree who goes next."""

    visited_at = models.DateTimeField()
    begun_at = models.DateTimeField(default=timezone.now)  # when one was visited for the first time
    read_at = models.DateTimeField(null=True)  # when a visit last went well

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.visited_at}"
