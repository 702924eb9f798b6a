"""Processes seen at work lately: web processes and workers, so that the end of one is noticed."""

from django.db import models


class Heartbeat(models.Model):
    """Heartbeat of a process: its kind, where it runs, the queues it serves, and when it was last seen."""

    kind = models.CharField(max_length=20)  # "web", "worker", or "batch", which ends when nothing is left
    host = models.CharField(max_length=200)
    process = models.CharField(max_length=64, default="", db_default="")  # the worker id of the tasks it makes
    queues = models.CharField(max_length=200, default="", db_default="")  # with commas between; "*" is all of them
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "host", "process"], name="one_heartbeat_a_process")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.host}"
