"""An import as an administrator makes it in the admin: uploaded, checked, confirmed, done."""

from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import ImportRun
from cases.models.jobs import JobState
from cases.services.imports.runs import begin_import, confirm_import
from home.services.task_queue import run_jobs
from tests.conftest import as_file


def imported(records: list[Any], user: User, *, publish: bool = True, force: bool = False) -> ImportRun:
    """The run, once it is done."""
    run = begin_import(
        SimpleUploadedFile("cases.jsonl", as_file(records).getvalue()), user, publish=publish, force=force
    )
    run_jobs()
    confirm_import(run, user)
    run_jobs()
    run.refresh_from_db()
    assert run.state == JobState.DONE, run.result
    return run
