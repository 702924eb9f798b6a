"""The queue of tasks: who makes what, what becomes of it when its maker dies, and what is forgotten."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cases.messages.services import sender
from cases.models import BulkRun
from cases.models.jobs import JobState
from cases.services import jobs
from cases.services.bulk_runs import begin_bulk
from cases.services.jobs import Superseded, advance, enqueue_orphans, stop
from home.models import Heartbeat
from home.services.heartbeat import beat
from home.services.task_queue import TaskWorker, run_jobs, web
from home.services.task_queue.chores import prune
from home.services.task_queue.lost import give_back_lost
from home.services.task_queue.renamed import adopt_renamed
from search.sync.tasks import drain_indexes

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The jobs made, by key, by a performer of the test's own."""
    calls: list[int] = []

    def perform(job: BulkRun) -> dict[str, Any]:
        calls.append(job.pk)
        return {"done": len(calls)}

    monkeypatch.setitem(jobs._performers, BulkRun, perform)
    return calls


def begin() -> BulkRun:
    return begin_bulk("publish", [1], None)


def state(job: BulkRun) -> str:
    job.refresh_from_db()
    return job.state


def lose(process: str) -> None:
    Heartbeat.objects.filter(process=process).update(seen_at=timezone.now() - timedelta(minutes=2))


def test_a_task_that_was_not_committed_is_never_made(made: list[int]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        begin()
        raise RuntimeError
    assert run_jobs() == 0 and not made and not DBTaskResult.objects.exists()


def test_jobs_are_made_in_the_order_in_which_they_were_begun(made: list[int]) -> None:
    begun = [begin().pk for _number in range(3)]
    assert run_jobs() == 3 and made == begun


def test_a_failure_is_shown_and_kept_with_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(job: BulkRun) -> dict[str, Any]:
        raise ValueError("no luck")

    monkeypatch.setitem(jobs._performers, BulkRun, fail)
    job = begin()
    assert run_jobs() == 1 and run_jobs() == 0
    assert state(job) == JobState.FAILED and job.result == {"error": "ValueError: no luck"}
    task = DBTaskResult.objects.get()
    assert task.status == TaskResultStatus.FAILED and "no luck" in task.traceback


def test_the_task_of_a_dead_process_is_made_by_another_and_that_of_a_living_is_not(made: list[int]) -> None:
    job = begin()
    beat("worker", process="first")
    assert TaskWorker(["jobs"], "first").claim() is not None
    assert run_jobs() == 0
    lose("first")
    assert run_jobs() == 1 and made == [job.pk] and state(job) == JobState.DONE
    assert DBTaskResult.objects.get().worker_ids[0] == "first"


def test_who_was_taken_for_dead_writes_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that slept: it wakes in the middle of a job that another has made meanwhile."""
    woke: list[str] = []

    def perform(job: BulkRun) -> dict[str, Any]:
        if job.attempt == 1:
            lose("sleeper")
            assert run_jobs("another") == 1
            try:
                advance(job, 1)
            except Superseded:
                woke.append("superseded")
                raise
        return {"done": job.attempt}

    monkeypatch.setitem(jobs._performers, BulkRun, perform)
    job = begin()
    run_jobs("sleeper")
    task = DBTaskResult.objects.get()
    assert woke == ["superseded"] and state(job) == JobState.DONE and job.result == {"done": 2}
    assert task.status == TaskResultStatus.SUCCESSFUL and task.worker_ids == ["sleeper", "another"]


def test_the_end_of_a_job_taken_over_is_that_of_its_new_maker(monkeypatch: pytest.MonkeyPatch) -> None:
    """As above, of a job that does not say how far it is."""

    def perform(job: BulkRun) -> dict[str, Any]:
        if job.attempt == 1:
            lose("sleeper")
            give_back_lost()
            assert TaskWorker(["jobs"], "another").claim() is not None
        return {"done": job.attempt}

    monkeypatch.setitem(jobs._performers, BulkRun, perform)
    job = begin()
    run_jobs("sleeper")
    assert state(job) == JobState.RUNNING and job.result == {}
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING, "the other makes it still"


@pytest.mark.parametrize("end", [SystemExit, KeyboardInterrupt])
def test_who_is_told_to_end_gives_back_what_it_makes(end: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    def perform(job: BulkRun) -> dict[str, Any]:
        raise end

    monkeypatch.setitem(jobs._performers, BulkRun, perform)
    job = begin()
    with pytest.raises(end):
        run_jobs()
    assert DBTaskResult.objects.ready().count() == 1
    monkeypatch.setitem(jobs._performers, BulkRun, lambda job: {})
    assert run_jobs() == 1 and state(job) == JobState.DONE


def test_what_waits_is_stopped_with_its_task_and_what_runs_heeds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = begin()
    assert stop(waiting) and state(waiting) == JobState.STOPPED and not DBTaskResult.objects.exists()
    heeded: list[bool] = []

    def perform(job: BulkRun) -> dict[str, Any]:
        assert advance(job, 1)
        assert stop(BulkRun.objects.get(pk=job.pk))
        heeded.append(not advance(job, 1))
        return {"stopped": True}

    monkeypatch.setitem(jobs._performers, BulkRun, perform)
    running = begin()
    run_jobs()
    assert heeded == [True] and state(running) == JobState.STOPPED and not stop(running)


def test_a_job_without_a_task_gets_one_and_one_of_a_version_before_after_an_hour(made: list[int]) -> None:
    job, older = begin(), BulkRun.objects.create(action="publish", state=JobState.RUNNING)
    DBTaskResult.objects.all().delete()
    enqueue_orphans()
    enqueue_orphans()
    assert DBTaskResult.objects.count() == 1 and run_jobs() == 1
    assert made == [job.pk] and state(older) == JobState.RUNNING, "its process may live"
    BulkRun.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert run_jobs() == 1 and made == [job.pk, older.pk]


def test_tasks_under_the_name_of_a_version_before_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    former = {"task_path": "search.tasks.drain_indexes", "backend_name": "search", "queue_name": "search"}
    content = {"args_kwargs": {"args": [], "kwargs": {}}, "run_after": None, **former}
    waiting = DBTaskResult.objects.create(**content)
    long_ago = timezone.now() - timedelta(hours=1)
    killed = DBTaskResult.objects.create(**content, status="RUNNING", started_at=long_ago, worker_ids=["x"])
    later = DBTaskResult.objects.create(**{**content, "run_after": timezone.now() + timedelta(hours=1)})
    living = DBTaskResult.objects.create(**content, status="RUNNING", started_at=timezone.now(), worker_ids=["y"])
    adopt_renamed()
    worker = TaskWorker(["search"], "x")
    calls: list[str] = []
    monkeypatch.setattr("search.sync.tasks.keep_up", lambda: calls.append("drained"))
    while (row := worker.claim()) is not None:
        worker.run_task(row)
    assert len(calls) == 2
    states = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert [states[row.pk] for row in (waiting, killed, later, living)] == [
        "SUCCESSFUL", "SUCCESSFUL", "READY", "RUNNING"
    ]  # fmt: skip
    assert DBTaskResult.objects.get(pk=later.pk).task == drain_indexes.using(run_after=later.run_after)


def test_a_task_that_leads_nowhere_fails_and_ends_no_worker(made: list[int]) -> None:
    content = {"args_kwargs": {"args": [], "kwargs": {}}, "backend_name": "background", "queue_name": "jobs"}
    lost = DBTaskResult.objects.create(task_path="cases.gone.task", run_after=None, **content)
    job = begin()
    assert run_jobs() == 2 and made == [job.pk]
    assert DBTaskResult.objects.get(pk=lost.pk).status == TaskResultStatus.FAILED


def test_tasks_that_ended_long_ago_are_forgotten(made: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    for _number in range(4):
        begin()
    run_jobs()
    waiting = begin()
    done = list(DBTaskResult.objects.successful())
    for row, days, status in zip(done, (6, 8, 29, 31), ("SUCCESSFUL", "SUCCESSFUL", "FAILED", "FAILED"), strict=True):
        ended = timezone.now() - timedelta(days=days)
        DBTaskResult.objects.filter(pk=row.pk).update(status=status, finished_at=ended)
    DBTaskResult.objects.filter(pk=waiting.task).update(enqueued_at=timezone.now() - timedelta(days=400))
    prune()
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {done[0].pk, done[2].pk, waiting.task}


def test_web_processes_leave_queues_to_living_workers_and_to_those_of_the_settings(settings: Any) -> None:
    assert web.own_queues() == {"jobs", "search"}
    settings.SEARCH_DRAIN = "worker"
    assert web.own_queues() == {"jobs"}
    beat("worker", process="indexer", queues="search")
    assert web.own_queues() == {"jobs"}
    beat("worker", process="all", queues="*")
    assert web.own_queues() == set()
    lose("all")
    assert web.own_queues() == {"jobs"}
    beat("worker", process="some", queues="jobs,search")
    assert web.own_queues() == set()


@pytest.fixture
def in_web() -> Iterator[None]:
    """This process as one that serves the web."""
    web.enable()
    yield
    web.task_enqueued.disconnect(web._on_enqueued)
    if web._thread is not None:
        web._thread.join(20)
    web._forget_thread()
    if sender._thread is not None:
        sender._thread.join(20)


def settled(job: BulkRun) -> str:
    until = time.monotonic() + 20
    while state(job) in (JobState.WAITING, JobState.RUNNING) and time.monotonic() < until:
        time.sleep(0.05)
    return state(job)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_web")
def test_a_web_process_begins_by_itself_after_the_commit_and_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    where: list[str] = []

    def perform(job: BulkRun) -> dict[str, Any]:
        where.append(threading.current_thread().name)
        return {}

    monkeypatch.setitem(jobs._performers, BulkRun, perform)
    with transaction.atomic():
        job = begin()
        assert web._thread is None
    assert settled(job) == JobState.DONE and where == ["tasks"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_web")
def test_a_web_process_leaves_jobs_to_a_worker_until_that_falls_silent(made: list[int]) -> None:
    beat("worker", process="worker", queues="jobs")
    job = begin()
    assert web._thread is None and state(job) == JobState.WAITING
    lose("worker")
    web.start_where_needed()
    assert settled(job) == JobState.DONE


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_web")
def test_what_the_thread_could_not_end_is_made_again_though_its_process_lives(made: list[int]) -> None:
    job = begin_claimed()
    beat("web")
    give_back_lost()
    assert DBTaskResult.objects.running().count() == 1
    web.give_back_own()
    web.start_where_needed()
    assert settled(job) == JobState.DONE and made == [job.pk]


def begin_claimed() -> BulkRun:
    """A job whose task this process claimed, where the database went away when it would have ended."""
    beat("worker", process="other", queues="jobs")  # so that the web process does not begin
    job = begin_bulk("publish", [1], User.objects.first())
    assert TaskWorker(["jobs"]).claim() is not None
    lose("other")
    return job
