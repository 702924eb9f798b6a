"""A job is done by a task of the queue; those under way get one.

The column ``heartbeat`` is no longer read or written, but stays until a later release: processes of the version before
go on with their jobs until they are ended.
"""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import migrations, models
from django.utils import timezone

JOBS = ("bulkrun", "importrun", "mergerun")
LOST_AFTER = timedelta(minutes=2)  # by then whoever runs a job has ended, or said that it is done
NO_TIME = datetime(9999, 1, 1, tzinfo=UTC)  # of a task that waits for none


def give_tasks(apps: Any, schema_editor: Any) -> None:
    """Enqueues what waits, and for later what runs: its process is ended by the upgrade."""
    task_row = apps.get_model("django_tasks_database", "DBTaskResult")
    for name in JOBS:
        model = apps.get_model("cases", name)
        for pk, state in model.objects.filter(state__in=["waiting", "running", "stopping"]).values_list("pk", "state"):
            task = task_row.objects.create(
                id=uuid.uuid4(),
                args_kwargs={"args": [f"cases.{name}", pk], "kwargs": {}},
                task_path="cases.services.jobs.run_job",
                backend_name="background",
                queue_name="jobs",
                run_after=NO_TIME if state == "waiting" else timezone.now() + LOST_AFTER,
            )
            model.objects.filter(pk=pk).update(task=task.pk)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_rename_retired"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(name, "heartbeat") for name in JOBS]
        ),
        *(migrations.AddField(name, "task", models.UUIDField(editable=False, null=True)) for name in JOBS),
        migrations.RunPython(give_tasks, migrations.RunPython.noop, elidable=True),
    ]
