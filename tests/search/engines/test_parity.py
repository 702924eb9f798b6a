"""Both engines give the same answers. Differences are listed when the test fails; none is expected."""

import random
from collections.abc import Iterator, Sequence
from time import sleep

import pytest

from search.content.thesaurus import current_thesaurus
from search.contract.documents import SearchDocument
from search.contract.engine import Engine
from search.contract.query import MatchNone, Or, Term
from search.contract.searcher import RELEVANCE, Hit, NearestRequest, SearchRequest
from search.engines.embedded.engine import EmbeddedEngine

from . import generated
from .documents import build
from .elasticsearch_engines import Engines

CASES, QUERIES, NEAREST = 5000, 500, 120
SCORE = 1e-3  # relative: what two scores may differ by
TIE = 1e-5  # relative: scores this near may come in either order, since floats are added up in another one

Pair = tuple[Engine, Engine]


@pytest.fixture(scope="module")
def documents() -> list[SearchDocument]:
    return generated.collection(CASES)


@pytest.fixture(scope="module")
def both(
    elasticsearch_url: str, documents: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    vectors = generated.vectors(documents)
    engines = Engines(elasticsearch_url)
    pair = EmbeddedEngine(tmp_path_factory.mktemp("parity")), engines.new()
    for engine in pair:
        build(engine, documents, 1, list(vectors.items()))
    yield pair
    engines.remove()


@pytest.mark.django_db
def test_searches(both: Pair, documents: list[SearchDocument]) -> None:
    embedded, elasticsearch = both
    found, differences = 0, []
    for number, request in enumerate(generated.searches(QUERIES, documents, current_thesaurus())):
        expected, answered = embedded.search(request), elasticsearch.search(request)
        found += bool(expected.total)
        different = [
            name
            for name, is_same in (
                ("total", expected.total == answered.total),
                ("facets", expected.facets == answered.facets),
                ("hits", _same(expected.hits, answered.hits, request)),
            )
            if not is_same
        ]
        if different:
            differences.append(f"{number}: {different} {request}\n  {expected}\n  {answered}")
    assert not differences, f"{len(differences)} of {QUERIES}:\n" + "\n".join(differences[:10])
    assert found > QUERIES * 0.6, "most queries must find something"


def _same(expected: Sequence[Hit], answered: Sequence[Hit], request: SearchRequest) -> bool:
    if request.sort != RELEVANCE:
        return expected == answered
    pairs = list(zip(expected, answered, strict=False))
    if len(expected) != len(answered) or any(not _near(a.score, b.score, SCORE) for a, b in pairs):
        return False
    scores = {hit.code: hit.score for hit in expected}
    for one, other in pairs:
        # Another case in this place: as good as the one that was expected, or at the end, where the page is cut.
        if one.code != other.code and not _near(scores.get(other.code, expected[-1].score), one.score, TIE):
            return False
    return True


def _near(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= max(tolerance * max(abs(one), abs(other)), 1e-4)  # scores are rounded to four places


def test_nearest(both: Pair, documents: list[SearchDocument]) -> None:
    chooser = random.Random(4)
    vectors = list(generated.vectors(documents, seed=9).values())
    for _number in range(NEAREST):
        request = NearestRequest(
            vector=chooser.choice(vectors),
            without=chooser.choice([MatchNone(), generated.leaf(documents, "en", chooser)]),
            filters=generated.filters(documents, chooser),
            limit=chooser.choice([1, 10, 100]),
            codes=chooser.choice([None, None, [one.code for one in chooser.sample(documents, 30)]]),
        )
        expected, answered = (engine.nearest(request) for engine in both)
        assert len(expected) == len(answered), request
        assert [hit.score for hit in expected] == pytest.approx([hit.score for hit in answered], abs=2e-4)
        codes = {hit.code for hit in expected if hit.score > expected[-1].score + 2e-4}
        assert codes <= {hit.code for hit in answered}, request


@pytest.mark.slow
def test_replaced_documents_leave_the_scores_once_the_index_is_tidied(elasticsearch_url: str) -> None:
    engines = Engines(elasticsearch_url)
    engine = engines.new()
    documents = generated.collection(40)
    build(engine, documents, 1)
    request = SearchRequest(Or((Term("title_en", "citi"), Term("body_en", "citi"))), "en", limit=50)
    before = engine.search(request).hits
    engine.put_vectors([(code, vector) for code, vector in generated.vectors(documents).items() if code[-1] != "7"])
    assert engine.search(request).hits != before
    for _second in range(60):  # Elasticsearch keeps what was replaced for half a minute
        engine.tidy()
        if engine.search(request).hits == before:
            break
        sleep(1)
    assert engine.search(request).hits == before
    engines.remove()
