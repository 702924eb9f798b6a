"""The Elasticsearch engine keeps the contract."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from search.contract.documents import Upsert
from search.contract.errors import EngineUnavailable
from search.contract.query import Fuzzy, MatchAll, Or, Phrase, Term
from search.contract.searcher import NearestRequest, SearchRequest
from search.engines.elasticsearch.client import Refused, connect
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.mapping import index_body

from .building import BuildContract
from .contract import EngineContract
from .documents import build, document
from .elasticsearch_engines import Engines
from .nearest import NearestContract, unit
from .walking import WalkContract


@pytest.fixture(scope="module")
def engines(elasticsearch_url: str) -> Iterator[Engines]:
    made = Engines(elasticsearch_url)
    yield made
    made.remove()


@pytest.fixture
def fresh(engines: Engines) -> ElasticsearchEngine:
    return engines.new()


@pytest.fixture
def engine(fresh: ElasticsearchEngine) -> ElasticsearchEngine:
    build(fresh, [])
    return fresh


class TestElasticsearch(EngineContract, BuildContract, WalkContract, NearestContract):
    pass


def test_the_nearest_by_a_graph(fresh: ElasticsearchEngine, settings: Any) -> None:
    """Approximate among millions; among a hundred, all but exact."""
    settings.ELASTICSEARCH_VECTORS = "int8_hnsw"
    rows = [unit(row) for row in np.random.default_rng(3).normal(size=(120, 8))]
    vectors = {f"V-{number:03d}": row for number, row in enumerate(rows)}
    documents = [document(code, city=("tehran", "seoul")[number % 2]) for number, code in enumerate(vectors)]
    build(fresh, documents, 1, [(code, vector.tobytes()) for code, vector in vectors.items()])
    asked, allowed = rows[3], list(vectors)[1::2]
    hits = fresh.nearest(NearestRequest(asked.tobytes(), without=Term("code", "V-005"), filters={"city": ["seoul"]}))
    expected = sorted(allowed, key=lambda code: -float(vectors[code] @ asked))[:21]
    assert len(hits) == 20 and hits[0].code == "V-003" and len({hit.code for hit in hits} & set(expected)) >= 18
    assert {hit.code for hit in hits} <= set(allowed) - {"V-005"}
    assert all(hit.score == pytest.approx(float(vectors[hit.code] @ asked), abs=0.02) for hit in hits)
    assert fresh.vector("V-007") == vectors["V-007"].tobytes()
    (only,) = fresh.nearest(NearestRequest(asked.tobytes(), codes=["V-008", "V-999"]))
    assert only.score == pytest.approx(float(vectors["V-008"] @ asked), abs=1e-3)


def test_changed_words_keep_the_vector(engine: ElasticsearchEngine) -> None:
    vector = unit(np.arange(1.0, 9.0)).tobytes()
    engine.apply([Upsert(document("A-1", "bus"), 1)])
    engine.put_vectors([("A-1", vector), ("Z-9", vector)])
    engine.apply([Upsert(document("A-1", "tram"), 2)])
    assert engine.vector("A-1") == vector and engine.vector("Z-9") is None and engine.versions() == {"A-1": 2}
    assert [hit.code for hit in engine.nearest(NearestRequest(vector))] == ["A-1"]


def test_a_vector_of_another_model_has_no_neighbours(engine: ElasticsearchEngine) -> None:
    engine.apply([Upsert(document("A-1"), 1)])
    engine.put_vectors([("A-1", unit(np.ones(8)).tobytes())])
    assert engine.nearest(NearestRequest(unit(np.ones(4)).tobytes())) == []


def test_an_index_of_an_older_format_answers_as_well_as_it_can(engine: ElasticsearchEngine) -> None:
    client, name = connect(engine.hosts), f"{engine.alias}-0123456789ab"
    body = index_body()
    body["mappings"]["_meta"] = {"fingerprint": "another"}
    for field in ("decade", "started", "words_en", "sort_en", "vector"):
        del body["mappings"]["properties"][field]
    client.indices.create(index=name, **body)
    content = {"code": "A-1", "title_en": "bus lane", "city": ["tehran"]}
    client.index(index=name, id="A-1", document=content, refresh=True)
    engine.activate(name)
    assert not engine.is_current()
    lanes = Or((Phrase("title_en", ("bus", "lane")), Term("words_en", "bus"), Fuzzy("words_en", "bush")))
    for sort in ("relevance", "title", "started"):
        result = engine.search(SearchRequest(lanes, "en", sort=sort, facets=("city", "decade")))
        assert [hit.code for hit in result.hits] == ["A-1"]
        assert result.facets == {"city": {"tehran": 1}, "decade": {}}
    assert engine.nearest(NearestRequest(unit(np.ones(8)).tobytes())) == []
    build(engine, [])
    assert engine.is_current()


def test_what_the_mapping_does_not_know_is_refused(engine: ElasticsearchEngine) -> None:
    odd = document("A-1")
    odd.facets["colour"] = ["red"]  # type: ignore[index]
    with pytest.raises(Refused, match="colour"):
        engine.apply([Upsert(odd, 1)])


def test_a_write_never_makes_an_index(fresh: ElasticsearchEngine) -> None:
    for name in (None, f"{fresh.alias}-0123456789ab"):
        with pytest.raises(EngineUnavailable):
            fresh.apply([Upsert(document("A-1"), 1)], name)
    assert fresh.roll_back() is None and not fresh.is_current()


def test_a_prefix_that_begins_another_is_left_alone(engines: Engines, engine: ElasticsearchEngine) -> None:
    other = ElasticsearchEngine(engine.hosts, f"{engine.prefix}-cases")
    engines.made.append(other)
    build(other, [document("A-1")])
    engine.delete_stale()
    assert other.count() == 1 and engine.count() == 0


def test_scores_are_computed_over_all_shards(engines: Engines, settings: Any) -> None:
    found = []
    for shards in (1, 3):
        settings.ELASTICSEARCH_SHARDS = shards
        engine = engines.new()
        build(engine, [document(f"A-{n}", "bus " * (n % 5 + 1), summary="tram " * (n % 7)) for n in range(40)])
        found.append(engine.search(SearchRequest(Or((Term("title_en", "bus"), Term("summary_en", "tram"))), "en")).hits)
    assert found[0] == found[1] and len(found[0]) == 20


def test_nobody_answers() -> None:
    engine = ElasticsearchEngine(["http://127.0.0.1:9"], "nobody")
    calls = [
        lambda: engine.search(SearchRequest(MatchAll(), "en")),
        lambda: engine.apply([Upsert(document("A-1"), 1)]),
        lambda: engine.nearest(NearestRequest(unit(np.ones(8)).tobytes())),
        lambda: engine.vector("A-1"),
        engine.versions,
        engine.new_index,
        engine.is_current,
        engine.roll_back,
        engine.delete_stale,
    ]
    for call in calls:
        with pytest.raises(EngineUnavailable):
            call()
