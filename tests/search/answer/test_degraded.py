"""While the main engine is away the embedded one answers, says so, and steps back by itself."""

import threading
import time
from typing import Any

import pytest
from django.test import Client

from search import engines
from search.answer import failover as answering
from search.answer.breaker import Breaker, State
from search.answer.failover import breaker_of
from search.answer.service import search
from search.contract.errors import EngineUnavailable, Refused
from search.contract.query import MatchAll
from search.contract.searcher import SearchRequest
from search.engines import get_engine
from search.engines.embedded.engine import EmbeddedEngine
from search.params import SearchParams
from search.sync.delivery import drain
from search.sync.outbox import record_codes
from search.sync.rebuild import rebuild
from tests.search.faulty_engines import AbsentEngine

pytestmark = pytest.mark.django_db
QUERY = SearchParams(q="bus", language="en")


@pytest.fixture
def engine(codes: list[str], settings: Any, monkeypatch: pytest.MonkeyPatch) -> AbsentEngine:
    """The engine of the settings, which is away; the embedded one is kept fresh beside it."""
    monkeypatch.setitem(engines.ENGINES, "elasticsearch", "tests.search.faulty_engines.AbsentEngine")
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_PROBE_SECONDS = 0.0
    engine = get_engine()
    assert isinstance(engine, AbsentEngine)
    engine.store = EmbeddedEngine(settings.SEARCH_INDEX_DIR / "far").store
    engine.away = False
    rebuild(engine)
    engine.away, engine.asked = True, 0
    return engine


def until_closed(breaker: Breaker) -> None:
    until = time.monotonic() + 10
    while breaker.state is not State.CLOSED and time.monotonic() < until:
        time.sleep(0.01)


def test_another_answers_the_same_and_says_so(engine: AbsentEngine) -> None:
    degraded = search(QUERY)
    engine.away = False
    assert degraded.degraded and degraded.as_dict() | {"degraded": False} == search(QUERY, engine).as_dict()


def test_only_the_first_asks_and_nobody_waits_for_a_probe(engine: AbsentEngine, settings: Any) -> None:
    settings.SEARCH_PROBE_SECONDS = 60.0
    for _number in range(5):
        assert search(QUERY).degraded
    assert engine.asked == 1


def test_it_steps_back_by_itself(engine: AbsentEngine) -> None:
    assert search(QUERY).degraded
    engine.away = False
    assert search(QUERY).degraded, "this one starts the probe"
    until_closed(breaker_of("elasticsearch"))
    assert not search(QUERY).degraded


def test_the_page_and_the_api_say_so(engine: AbsentEngine) -> None:
    response = Client().get("/en/search/?q=bus")
    assert response.status_code == 200 and "does not answer at the moment" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    answer = Client().get("/api/v1/search?q=bus&lang=en").json()
    assert answer["degraded"] is True and answer["hits"]
    assert Client().get("/api/v1/suggest?q=bus&lang=en").json()
    engine.away = False
    Client().get("/api/v1/search?q=bus&lang=en")
    until_closed(breaker_of("elasticsearch"))
    assert Client().get("/api/v1/search?q=bus&lang=en").json()["degraded"] is False
    assert "does not answer" not in Client().get("/en/search/?q=bus").content.decode()


def test_without_a_stand_in_it_is_no_empty_result(engine: AbsentEngine, settings: Any) -> None:
    settings.SEARCH_FALLBACK = False
    for _number in range(2):
        assert Client().get("/en/search/?q=bus").status_code == 503
        assert Client().get("/api/v1/search?q=bus&lang=en").status_code == 503


def test_a_refused_question_keeps_the_others(engine: AbsentEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(request: Any) -> Any:
        raise Refused("too many clauses")

    engine.away = False
    monkeypatch.setattr(engine, "search", refuse)
    assert search(QUERY).degraded
    assert breaker_of("elasticsearch").state is State.CLOSED


def test_an_answer_that_takes_too_long_is_cut(engine: AbsentEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "BUDGET", 0.2)
    monkeypatch.setattr(engine, "search", lambda request: time.sleep(1.5))
    started = time.monotonic()
    assert search(QUERY).degraded
    assert time.monotonic() - started < 1.2
    assert breaker_of("elasticsearch").state is State.OPEN


def test_calls_beside_each_other_share_the_time(engine: AbsentEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.away = False
    monkeypatch.setattr(engine, "search", lambda request: time.sleep(0.4))
    guarded = answering._Guarded(engine, 0.9)
    request = SearchRequest(MatchAll(), "en")
    both = [threading.Thread(target=guarded.search, args=(request,)) for _number in range(3)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert 0.3 < guarded._left < 0.55, "0.4 s were used, not three times that"
    with pytest.raises(EngineUnavailable):
        for _number in range(2):
            guarded.search(request)


def test_the_stand_in_is_kept_fresh_while_the_other_is_away(engine: AbsentEngine, codes: list[str]) -> None:
    from cases.models import CaseStudyPage

    for page in CaseStudyPage.objects.filter(case__code=codes[0]):
        page.unpublish()
    with pytest.raises(EngineUnavailable):
        drain()
    assert codes[0] not in get_engine("embedded").versions()
    engine.away = False
    assert codes[0] in engine.versions()
    drain()
    assert codes[0] not in engine.versions()


def test_an_entry_for_both(engine: AbsentEngine, codes: list[str]) -> None:
    engine.away = False
    record_codes(codes)
    assert drain() == 2 * len(codes)
