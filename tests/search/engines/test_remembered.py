"""The embedded engine remembers answers and what it does not hold, and never longer than they are true."""

from pathlib import Path

import numpy as np
import pytest

from search.contract.documents import Delete, Upsert
from search.contract.query import And, Constant, DisMax, Not, Or, Phrase, Query, Term
from search.contract.searcher import NEWEST, NearestRequest, SearchRequest
from search.engines.embedded.engine import EmbeddedEngine

from .documents import build, document

PARTS = ("title", "summary", "body")


def anywhere(*tokens: str) -> Query:
    return DisMax(tuple(Phrase(f"{part}_en", tokens) if tokens[1:] else Term(f"{part}_en", *tokens) for part in PARTS))


def vector(*numbers: float) -> bytes:
    return np.asarray(numbers, dtype="<f4").tobytes()


@pytest.fixture
def reader(tmp_path: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path)
    build(engine, [document("A-1", "bus lane"), document("B-1", "tram")])
    engine.put_vectors([("A-1", vector(1, 0)), ("B-1", vector(0, 1))])
    return engine


@pytest.fixture
def writer(reader: EmbeddedEngine, tmp_path: Path) -> EmbeddedEngine:
    """What another process has of the same index."""
    return EmbeddedEngine(tmp_path)


def found(engine: EmbeddedEngine, query: Query, **how: object) -> tuple[int, list[str], dict[str, dict[str, int]]]:
    result = engine.search(SearchRequest(query, "en", facets=("city",), **how))  # type: ignore[arg-type]
    return result.total, [hit.code for hit in result.hits], result.facets


@pytest.mark.parametrize("sort", ["relevance", NEWEST])
def test_a_word_that_nothing_held_is_found_once_something_does(
    reader: EmbeddedEngine, writer: EmbeddedEngine, sort: str
) -> None:
    assert found(reader, anywhere("boat"), sort=sort) == (0, [], {"city": {}})
    assert found(reader, anywhere("tram", "boat"), sort=sort)[0] == 0
    writer.apply([Upsert(document("C-1", "tram boat"), 5)])
    assert found(reader, anywhere("boat"), sort=sort)[:2] == (1, ["C-1"])
    assert found(reader, anywhere("tram", "boat"), sort=sort)[:2] == (1, ["C-1"])
    writer.apply([Delete("C-1", 6)])
    assert found(reader, anywhere("boat"), sort=sort)[:2] == (0, [])


def test_counts_and_pages_of_one_question_belong_together(reader: EmbeddedEngine) -> None:
    """Only the filters decide what is counted; the order and the page decide what is shown."""
    every = Or((anywhere("bus"), anywhere("tram")))
    first, second = (found(reader, every, limit=1, offset=offset, sort=NEWEST) for offset in (0, 1))
    assert first[2] == second[2] and {*first[1], *second[1]} == {"A-1", "B-1"}
    first[2]["city"].clear()  # what a caller does with it is its own
    assert found(reader, every)[2] == second[2]
    assert found(reader, every, filters={"city": ["nowhere"]})[0] == 0


def test_what_is_nearest_follows_documents_and_vectors(reader: EmbeddedEngine, writer: EmbeddedEngine) -> None:
    request = NearestRequest(vector(1, 0), without=anywhere("tram"))

    def nearest() -> list[str]:
        return [hit.code for hit in reader.nearest(request)]

    assert nearest() == ["A-1"]
    writer.apply([Upsert(document("B-1", "boat"), 5)])
    assert nearest() == ["A-1", "B-1"]
    writer.put_vectors([("A-1", vector(0, 1)), ("B-1", vector(1, 0))])
    assert nearest() == ["B-1", "A-1"]
    writer.put_vectors([], gone=["B-1"])
    assert nearest() == ["A-1"]


@pytest.mark.parametrize(
    ("tokens", "codes"),
    [
        (("right", "to", "citi"), {"X-1"}),
        (("right", "to", "the", "citi"), {"X-2"}),
        (("right", "citi"), {"X-3"}),
        (("right", "to"), {"X-1", "X-2", "X-4"}),
        (("the", "citi"), {"X-2"}),
        (("citi", "centr"), {"X-1", "X-2"}),
        (("right", "to", "citi", "centr"), {"X-1"}),
        (("to", "the"), {"X-2", "X-4"}),
        (("right", "to", "the", "and", "of", "citi"), {"X-4"}),
        (("right", "to", "tram"), set()),
    ],
)
def test_phrases_with_words_that_stand_everywhere(tmp_path: Path, tokens: tuple[str, ...], codes: set[str]) -> None:
    engine = EmbeddedEngine(tmp_path)
    titles = ["right to city centre", "right to the city centre", "right city", "right to the and of city"]
    build(engine, [document(f"X-{number}", title) for number, title in enumerate(titles, start=1)])
    phrase = anywhere(*tokens)
    for query in (phrase, And((phrase, Constant(Not(anywhere("tram")), 0.0)))):
        for sort in ("relevance", NEWEST):
            total, hits, _facets = found(engine, query, sort=sort)
            assert (total, set(hits)) == (len(codes), codes)
    rest = {f"X-{number}" for number in range(1, 5)} - codes
    assert set(found(engine, Not(phrase))[1]) == rest
