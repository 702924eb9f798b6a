"""Visits to the mailbox that answers are fetched from."""

from django.db import models


class MailboxVisit(models.Model):
    """Last visit to the mailbox: one row, by which the processes of all machines agree who goes next."""

    visited_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.visited_at}"
