"""Who was seen at work lately: web processes and workers, so that one that stopped is noticed."""

from django.db import models


class Heartbeat(models.Model):
    """One row a kind of process and machine."""

    kind = models.CharField(max_length=20)  # "web", "worker"
    host = models.CharField(max_length=200)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "host"], name="one_heartbeat_a_host")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.host}"
