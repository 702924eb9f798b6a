"""Jobs that were under way in a version whose queue was its own get a task by the upgrade."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cases.models import BulkRun, MergeRun
from cases.models.jobs import JobState
from cases.services import jobs
from home.services.task_queue import run_jobs

pytestmark = pytest.mark.django_db


def test_what_waited_is_made_and_what_ran_goes_on_later(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    for model in (BulkRun, MergeRun):
        monkeypatch.setitem(jobs._performers, model, lambda job: made.append(job) or {})
    waiting, running, stopping, done = (
        BulkRun.objects.create(action="publish", state=state)
        for state in (JobState.WAITING, JobState.RUNNING, JobState.STOPPING, JobState.DONE)
    )
    merge = MergeRun.objects.create(kind="topic", source_id=1, target_id=2)
    import_module("cases.migrations.0013_jobs_as_tasks").give_tasks(apps, None)
    assert DBTaskResult.objects.count() == 4
    assert run_jobs() == 2 and set(made) == {waiting, merge}
    later = DBTaskResult.objects.get(pk=BulkRun.objects.get(pk=running.pk).task).run_after
    assert timezone.now() < later < timezone.now() + timedelta(minutes=3), "its process may live until then"
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    assert run_jobs() == 2 and made[2:] == [running]
    states = dict(BulkRun.objects.values_list("pk", "state"))
    assert [states[job.pk] for job in (waiting, running, stopping, done)] == ["done", "done", "stopped", "done"]
