"""Who brings changes to an engine that no request may wait for."""

from contextlib import nullcontext
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from cases.models import CaseStudyPage
from home.management.commands import db_worker as command
from search.signals import changes_wait
from search.sync.consistency import check
from search.sync.delivery import drain
from search.sync.lag import outbox_state


def first_page() -> CaseStudyPage:
    return CaseStudyPage.objects.filter(locale__language_code="en", live=True).order_by("pk")[0]


def tasks() -> Any:
    """Tasks of search; those that make files of what was published are none of its concern."""
    return DBTaskResult.objects.filter(queue_name="search")


def waiting() -> set[str]:
    return {name for name, state in outbox_state().items() if state.waiting}


@pytest.mark.django_db
def test_a_remote_engine_is_left_to_the_thread(
    codes: list[str], settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9"]  # nobody
    woken: list[str] = []
    changes_wait.connect(wake := lambda **kwargs: woken.append("woken"), weak=False)
    with django_capture_on_commit_callbacks(execute=True):
        first_page().save_revision().publish()
    changes_wait.disconnect(wake)
    assert woken == ["woken"]
    assert waiting() == {"elasticsearch"}, "the embedded one has it"


@pytest.fixture
def worker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose settings leave the indexes to a worker."""
    settings.SEARCH_DRAIN = "worker"
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)  # one has the transaction of the test
    monkeypatch.setattr(command, "beating", lambda *args, **options: nullcontext())  # its thread waits for that


def work() -> None:
    call_command("db_worker", "--queue-name", "search", "--batch", "--interval", "0", "--no-startup-delay", verbosity=0)


@pytest.mark.django_db
@pytest.mark.usefixtures("worker")
def test_with_a_worker_a_request_only_leaves_a_task(codes: list[str], django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first_page().save_revision().publish()
        first_page().unpublish()
    assert tasks().ready().count() == 1, "once, however much the transaction changes"
    assert waiting() == {"embedded"}
    with pytest.raises(RuntimeError), transaction.atomic():
        first_page().unpublish()
        raise RuntimeError
    assert tasks().ready().count() == 1
    work()
    assert not waiting() and not check()
    assert tasks().successful().count() == 1 and not tasks().ready().exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("worker")
def test_the_worker_comes_again_for_what_could_not_be_done(codes: list[str], settings: Any) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9"]
    for _number in range(2):
        first_page().save_revision().publish()
        connection.run_on_commit.clear()
        work()
    assert waiting() == {"elasticsearch"}
    planned = tasks().filter(status="READY")
    assert planned.count() == 1 and not tasks().ready().exists(), "one, for a later time"
    assert not tasks().failed().exists()
    with pytest.raises(Exception, match="does not answer"):
        drain()
