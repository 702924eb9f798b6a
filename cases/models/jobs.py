"""Jobs that take longer than a request: begun by a person, done by a task of the queue, watched on a page."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(models.TextChoices):
    """States of a job."""

    WAITING = "waiting", pgettext_lazy("state of a job", "Waiting")
    RUNNING = "running", pgettext_lazy("state of a job", "Running")
    STOPPING = "stopping", pgettext_lazy("state of a job", "Stopping")  # somebody asked for it, its worker is to heed
    STOPPED = "stopped", pgettext_lazy("state of a job", "Stopped")
    DONE = "done", pgettext_lazy("state of a job", "Done")
    FAILED = "failed", pgettext_lazy("state of a job", "Failed")


UNDER_WAY = (JobState.WAITING, JobState.RUNNING, JobState.STOPPING)


class Job(models.Model):
    """Job, as a person watches it: ``done`` of ``total``, whatever is counted; ``task``: what does it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("begun by"), null=True, editable=False, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING, editable=False)
    done = models.PositiveBigIntegerField(default=0, editable=False)
    total = models.PositiveBigIntegerField(default=0, editable=False)
    task = models.UUIDField(null=True, editable=False)  # of django-tasks, which forgets it some time after its end
    result = models.JSONField(default=dict, editable=False)

    attempt: int | None = None  # at its task, in the process that makes it; another has another number

    class Meta:
        abstract = True

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.state in UNDER_WAY

    @property
    def is_over(self) -> bool:
        """Whether it came to an end that was meant: its own, or one that somebody asked for."""
        return self.state in (JobState.DONE, JobState.STOPPED)

    @property
    def percent(self) -> int:
        """Share of the job that is done, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0
