"""The site with a remote engine behind a faulty proxy, its thread at work; what it does is measured."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cases.models import CaseStudyPage
from knowledgebase.middleware import AtomicWritesMiddleware
from search.contract.query import Term
from search.contract.searcher import SearchRequest
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.sync import background, chores
from search.sync.lag import OutboxState, state_of

from .proxy import FaultProxy

NOTICE = "does not answer at the moment, so a simpler one does"
PATIENCE = 40.0  # seconds for a recovery, of which 30 are allowed


@dataclass(slots=True)
class Site:
    """What a test sees of it. ``direct`` is the engine without the proxy."""

    proxy: FaultProxy
    direct: ElasticsearchEngine
    words: list[str] = field(default_factory=list)

    def publish(self) -> float:
        """Publishes a new word, as a request does; the seconds it took."""
        self.words.append(f"wordnumber{len(self.words)}{int(time.time() * 1000)}")

        def view(request: HttpRequest) -> HttpResponse:
            page = CaseStudyPage.objects.filter(locale__language_code="en", live=True).order_by("pk")[0]
            page.title = f"Buses {self.words[-1]}"
            page.save_revision().publish()
            return HttpResponse(status=302)

        started = time.perf_counter()
        AtomicWritesMiddleware(view)(RequestFactory().post("/"))
        return time.perf_counter() - started

    def search(self, word: str = "") -> tuple[float, bool]:
        """Searches a word, else the last one published, which must be found.

        Returns the seconds, and whether the page says that another engine answers.
        """
        word = word or self.words[-1]
        started = time.perf_counter()
        response = Client().get(f"/en/search/?q={word}")
        seconds = time.perf_counter() - started
        assert response.status_code == 200
        assert response.context["page"].total >= 1
        return seconds, NOTICE in response.content.decode()

    def is_well(self) -> bool:
        """Whether the engine has learned all, and answers readers again."""
        if state_of(self.direct) != OutboxState():
            return False
        request = SearchRequest(Term("words_en", self.words[-1]), "en")
        return self.direct.search(request).total == 1 and not self.search_quietly()

    def search_quietly(self) -> bool:
        """Whether the page says that another answers."""
        return NOTICE in Client().get("/en/search/?q=bus").content.decode()

    def recovery(self) -> float:
        """Seconds until all is well."""
        return until(self.is_well)


def until(is_so: Callable[[], bool]) -> float:
    """Seconds until something is so, PATIENCE at most."""
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() - started < PATIENCE, "it never recovered"
        time.sleep(0.1)
    return time.monotonic() - started


def upstream(url: str) -> tuple[str, int]:
    """Where a server listens."""
    parts = urlsplit(url)
    return parts.hostname or "127.0.0.1", parts.port or 80


@contextmanager
def thread_at_work(monkeypatch: pytest.MonkeyPatch, interval: float) -> Iterator[None]:
    """The thread of a web process, in this one."""
    monkeypatch.setattr(background, "CHORES", [chores.keep_up_web])
    monkeypatch.setattr(background, "INTERVAL", interval)
    monkeypatch.setattr(background.atexit, "register", lambda function: None)
    monkeypatch.setattr(background.os, "register_at_fork", lambda **hooks: None)
    monkeypatch.setattr(background, "_worker", None)
    background.start()
    try:
        yield
    finally:
        assert background._worker is not None
        background._worker.end()
        background.changes_wait.disconnect(background._on_changes)
