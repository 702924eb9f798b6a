"""Workers in processes of their own: two never make one job, and one that is killed is replaced."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cases.models import BulkRun, Case, ImportRun
from cases.models.jobs import JobState
from cases.services.bulk_runs import begin_bulk
from cases.services.imports.runs import begin_import, confirm_import, undo_import
from home.models import Heartbeat
from home.services.task_queue import run_jobs
from tests.conftest import as_file
from tests.databases import Databases

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)

COUNTER = """
import os, sys, time, django
django.setup()
from django.core.management import call_command
from cases.models import BulkRun
from cases.services import jobs

def perform(job):
    with open(sys.argv[1], "a") as file:
        file.write(f"{job.pk} {os.getpid()}\\n")
    time.sleep(0.03)
    assert jobs.advance(job, 1)
    return {}

jobs._performers[BulkRun] = perform
print("ready", flush=True)
sys.stdin.readline()
call_command(*sys.argv[2:])
"""

SLOW_IMPORT = """
import sys, time, django
django.setup()
from django.core.management import call_command
from cases.services.imports import cases, runs
cases.BATCH = 1
advance = runs.advance

def slowly(job, amount):
    goes_on = advance(job, amount)
    print("batch", flush=True)
    time.sleep(float(sys.argv[1]))
    return goes_on

runs.advance = slowly
call_command(*sys.argv[2:])
"""


def start(program: str, environment: dict[str, str], *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", program, *map(str, arguments)]
    pipe = subprocess.PIPE
    environment = {**os.environ, "SEARCH_EMBEDDER": "off", **environment}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)


@pytest.mark.parametrize("command", [["run_jobs"], ["db_worker", "--batch", "--interval", "0", "--no-startup-delay"]])
def test_two_workers_never_make_one_job(command: list[str], tmp_path: Path, databases: Databases) -> None:
    begun = {begin_bulk("publish", [number], None).pk for number in range(40)}
    log = tmp_path / "log"
    with databases.for_process(tmp_path) as environment:
        workers = [start(COUNTER, environment, log, *command) for _number in range(2)]
        for worker in workers:
            assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("\n")
            worker.stdin.flush()
        for worker in workers:
            worker.communicate(timeout=120)
            assert worker.returncode == 0
    lines = [line.split() for line in log.read_text().splitlines()]
    assert sorted(int(pk) for pk, _process in lines) == sorted(begun), "each once"
    assert len({process for _pk, process in lines}) == 2, "both had their share"
    assert set(BulkRun.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


@pytest.fixture
def confirmed(tmp_path: Path, starter_records: list[dict[str, Any]]) -> ImportRun:
    """An import of six cases that is about to be made; its file is where other processes look for it."""
    folder = Path(ImportRun._meta.get_field("file").storage.location)
    folder.mkdir(parents=True, exist_ok=True)
    (tmp_path / "imports").symlink_to(folder)
    file = SimpleUploadedFile("x.jsonl", as_file(starter_records[:6]).getvalue())
    user = User.objects.create_superuser("root", password="x")
    run = begin_import(file, user, publish=False, force=False)
    run_jobs()
    run.refresh_from_db()
    assert run.state == JobState.DONE, json.dumps(run.result)
    confirm_import(run, user)
    run.refresh_from_db()
    return run


@pytest.mark.parametrize("command", [["run_jobs"], ["db_worker", "--queue-name", "jobs", "--no-startup-delay"]])
def test_a_worker_killed_in_the_middle_of_an_import_is_replaced(
    command: list[str], confirmed: ImportRun, tmp_path: Path, databases: Databases
) -> None:
    with databases.for_process(tmp_path) as environment:
        worker = start(SLOW_IMPORT, environment, 60, *command)
        assert worker.stdout is not None and worker.stdout.readline() == "batch\n"
        assert run_jobs() == 0, "it lives"
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
    confirmed.refresh_from_db()
    assert (confirmed.state, Case.objects.count()) == (JobState.RUNNING, 1)
    assert run_jobs() == 0, "it may live still"
    dead = DBTaskResult.objects.get(pk=confirmed.task).worker_ids[-1]
    Heartbeat.objects.filter(process=dead).update(seen_at=timezone.now() - timedelta(minutes=2))
    assert run_jobs() == 1
    confirmed.refresh_from_db()
    assert (confirmed.state, Case.objects.count(), confirmed.result["counts"]["created"]) == (JobState.DONE, 6, 6)
    undo_import(confirmed, confirmed.user)
    run_jobs()
    assert not Case.objects.exists()


def test_a_worker_told_to_end_twice_gives_its_import_back_at_once(
    confirmed: ImportRun, tmp_path: Path, databases: Databases
) -> None:
    with databases.for_process(tmp_path) as environment:
        worker = start(SLOW_IMPORT, environment, 60, "db_worker", "--no-startup-delay")
        assert worker.stdout is not None and worker.stdout.readline() == "batch\n"
        worker.send_signal(signal.SIGTERM)
        time.sleep(0.5)  # it would end when the import is done
        assert worker.poll() is None
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=60)
    assert DBTaskResult.objects.get(pk=confirmed.task).status == "READY"
    assert Heartbeat.objects.get(kind="worker").queues == "", "it serves none any more"
    assert run_jobs() == 1 and Case.objects.count() == 6


def test_a_worker_of_a_site_that_was_set_up_before_starts_with_its_former_names(
    tmp_path: Path, databases: Databases
) -> None:
    with databases.for_process(tmp_path) as environment:
        command = [sys.executable, "manage.py", "db_worker", "--backend", "search", "--queue-name", "search", "--batch"]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, timeout=120)
        typo = [*command[:4], "serach", *command[5:]]
        assert subprocess.run(typo, cwd=ROOT, env={**os.environ, **environment}, timeout=120).returncode != 0
