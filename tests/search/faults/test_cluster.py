"""A cluster of three nodes loses one in the middle of searches and writes: no search fails, nothing is lost."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from search.contract.documents import Upsert
from search.contract.errors import EngineUnavailable
from search.contract.query import MatchAll, Term
from search.contract.searcher import SearchRequest
from search.engines.elasticsearch.client import connect
from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.elasticsearch_node import Node, cluster
from tests.search.engines.generated import collection

PORTS = [9501, 9502, 9503]
CASES, SEARCHERS, AFTER = 300, 2, 12.0  # seconds of searches and writes after the kill
PATIENCE = 30.0  # seconds in which a write must succeed

pytestmark = pytest.mark.slow


@pytest.fixture
def nodes(elasticsearch_url: str) -> Iterator[list[Node]]:
    """Only where there is a node for the other tests as well."""
    started = cluster(PORTS)
    yield started
    for node in started:
        node.stop()


@pytest.fixture
def engine(nodes: list[Node], settings: Any) -> ElasticsearchEngine:
    settings.ELASTICSEARCH_SHARDS, settings.ELASTICSEARCH_REPLICAS = 2, 1
    made = ElasticsearchEngine([node.url for node in nodes], "test-cluster")
    name = made.new_index()
    made.bulk_index(name, collection(CASES), 1)
    made.activate(name)
    connect(made.hosts).options(request_timeout=65).cluster.health(wait_for_status="green", timeout="60s")
    return made


class Readers:
    """Threads that search all the time, and note what went wrong."""

    def __init__(self, engine: ElasticsearchEngine) -> None:
        self.engine, self.ended = engine, threading.Event()
        self.wrong: list[str] = []
        self.searches, self.longest = 0, 0.0
        self.threads = [threading.Thread(target=self._search) for _number in range(SEARCHERS)]

    def __enter__(self) -> "Readers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _search(self) -> None:
        while not self.ended.is_set():
            started = time.perf_counter()
            try:
                result = self.engine.search(SearchRequest(MatchAll(), "en", sort="newest", facets=("city",)))
            except EngineUnavailable as error:
                self.wrong.append(str(error))
            else:
                if result.total != CASES or sum(result.facets["city"].values()) != CASES:
                    self.wrong.append(f"{result.total} of {CASES} cases")
            self.searches += 1
            self.longest = max(self.longest, time.perf_counter() - started)


def write(engine: ElasticsearchEngine, change: Upsert) -> None:
    """As the outbox does: until the engine has taken it."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return engine.apply([change])
        except EngineUnavailable:
            assert time.monotonic() < end, "the cluster takes no writes"
            time.sleep(0.2)


def test_a_node_is_killed(engine: ElasticsearchEngine, nodes: list[Node], capsys: pytest.CaptureFixture[str]) -> None:
    documents, written = collection(CASES), {}
    # The one that the others obey, so that they have to agree on another first.
    master = connect(engine.hosts).cat.master(format="json")[0]["node"]
    (victim,) = [node for node in nodes if master == f"node-{node.port}"]
    killer = threading.Timer(1.0, victim.kill)
    with Readers(engine) as readers:
        killer.start()
        version, end = 2, time.monotonic() + 1.0 + AFTER
        while time.monotonic() < end:
            document = documents[version % CASES]
            write(engine, Upsert(document, version))
            written[document.code] = version
            version += 1
    killer.join()
    with capsys.disabled():
        print(
            f"\none of three nodes killed: {readers.searches} searches, the longest {readers.longest:.2f} s, ", end=""
        )
        print(f"{len(readers.wrong)} failed; {version - 2} writes, none lost")
    assert readers.searches > 50 and readers.wrong == []
    assert engine.versions() == {one.code: written.get(one.code, 1) for one in documents}
    last = max(written, key=lambda code: written[code])
    assert engine.search(SearchRequest(Term("code", last), "en")).total == 1
