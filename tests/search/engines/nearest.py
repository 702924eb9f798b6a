"""Vectors and the nearest of them, as every engine must keep and find them."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from search.contract.documents import Delete, Upsert
from search.contract.engine import Engine
from search.contract.query import (
    And,
    MatchAll,
    MatchNone,
    Not,
    Query,
    Term,
)
from search.contract.searcher import NearestRequest, SearchRequest

from .documents import build, document

Vector = NDArray[np.float32]


class NearestContract:
    """The same for vectors."""

    @pytest.fixture
    def filled(self, engine: Engine) -> dict[str, Vector]:
        numbers = np.random.default_rng(3)
        vectors = {f"V-{number:03d}": unit(numbers.normal(size=8)) for number in range(120)}
        vectors["V-007"] = vectors["V-003"]  # a tie
        engine.apply(
            [
                Upsert(
                    document(code, city=("tehran", "seoul")[number % 2], title=("waste", "tram")[number % 3 == 0]), 1
                )
                for number, code in enumerate(vectors)
            ]
        )
        engine.put_vectors([(code, vector.tobytes()) for code, vector in vectors.items()])
        return vectors

    def expected(self, vectors: dict[str, Vector], asked: Vector, allowed: Sequence[str], limit: int) -> list[str]:
        ranked = sorted((-float(np.float32(vectors[code] @ asked)), code) for code in allowed)
        return [code for _cosine, code in ranked[:limit]]

    def test_the_nearest_under_limits(self, engine: Engine, filled: dict[str, Vector]) -> None:
        asked = filled["V-003"]
        without: list[Query] = [MatchNone(), Term("title_en", "tram"), Term("title_en", "wast"), MatchAll()]
        filters: list[dict[str, list[str]]] = [{}, {"city": ["seoul"]}, {"city": ["atlantis"]}]
        for excluded, narrowed in product(without, filters):
            values = (Term(name, value) for name, chosen in narrowed.items() for value in chosen)
            wanted = And((MatchAll(), *values, Not(excluded)))
            allowed = [hit.code for hit in engine.search(SearchRequest(wanted, "en", limit=200)).hits]
            for limit in (1, 7, 40, 500):
                hits = engine.nearest(NearestRequest(asked.tobytes(), MatchAll(), excluded, narrowed, limit))
                expected = self.expected(filled, asked, allowed, limit)
                assert [hit.code for hit in hits] == expected, (excluded, narrowed, limit)
                assert all(hit.score == pytest.approx(float(filled[hit.code] @ asked), abs=1e-3) for hit in hits)

    def test_only_codes_that_are_asked_for(self, engine: Engine, filled: dict[str, Vector]) -> None:
        codes = ["V-001", "V-002", "V-003", "V-999"]
        hits = engine.nearest(NearestRequest(filled["V-003"].tobytes(), filters={"city": ["seoul"]}, codes=codes))
        assert [hit.code for hit in hits] == self.expected(filled, filled["V-003"], ["V-001", "V-003"], 20)

    def test_vectors_are_kept_replaced_and_dropped(self, engine: Engine, filled: dict[str, Vector]) -> None:
        other = unit(np.arange(8.0))
        engine.put_vectors([("V-001", other.tobytes())], gone=["V-002"])
        assert engine.vector("V-001") == other.tobytes() and engine.vector("V-002") is None
        hits = engine.nearest(NearestRequest(other.tobytes(), limit=500))
        assert hits[0].code == "V-001" and "V-002" not in {hit.code for hit in hits} and len(hits) == 119

    def test_the_vector_of_a_deleted_case_is_gone(self, engine: Engine, filled: dict[str, Vector]) -> None:
        engine.apply([Delete("V-003", 9)])
        assert engine.vector("V-003") is None
        assert engine.nearest(NearestRequest(filled["V-003"].tobytes(), limit=1))[0].code == "V-007"

    def test_vectors_of_an_index_aside_are_its_own(self, engine: Engine, filled: dict[str, Vector]) -> None:
        name = engine.new_index()
        engine.bulk_index(name, [document("Z-1"), document("Z-2")], 10, [("Z-1", filled["V-001"].tobytes())])
        engine.put_vectors([("Z-2", filled["V-002"].tobytes())], gone=["Z-1"], name=name)
        assert engine.vector("V-001") is not None and engine.vector("Z-2") is None
        engine.activate(name)
        assert engine.vector("Z-2") == filled["V-002"].tobytes() and engine.vector("Z-1") is None
        engine.roll_back()
        assert engine.vector("V-001") == filled["V-001"].tobytes()

    def test_a_rebuild_takes_the_vectors_it_is_given(self, engine: Engine, filled: dict[str, Vector]) -> None:
        build(engine, [document("Z-1")], 10, [("Z-1", filled["V-001"].tobytes())])
        assert engine.vector("Z-1") == filled["V-001"].tobytes() and engine.vector("V-001") is None

    def test_no_vectors_no_answer(self, engine: Engine) -> None:
        engine.apply([Upsert(document("A-1"), 1)])
        assert engine.nearest(NearestRequest(unit(np.ones(8)).tobytes())) == []


def unit(numbers: NDArray[np.float64]) -> Vector:
    """A vector of length 1 as engines take it."""
    return (numbers / np.linalg.norm(numbers)).astype("<f4")
