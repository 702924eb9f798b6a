"""What every engine must do while an index is built anew."""

from typing import Any

import pytest

from search.contract.documents import Delete, Upsert
from search.contract.engine import Engine
from search.contract.errors import EngineUnavailable
from search.contract.index import Position
from search.contract.query import MatchAll
from search.contract.searcher import SearchRequest

from .documents import build, document


class BuildContract:
    """Building aside, replaying, swapping, going back, cleaning up."""

    @pytest.fixture
    def two(self, engine: Engine) -> Engine:
        engine.apply([Upsert(document("A-1", "Bus lanes"), 1), Upsert(document("B-1", "Tram"), 2)])
        return engine

    def answering(self, engine: Engine) -> set[str]:
        return {hit.code for hit in engine.search(SearchRequest(MatchAll(), "en")).hits}

    def test_each_index_has_its_own_position(self, two: Engine) -> None:
        assert two.position() is None, "it has read nothing"
        two.set_position(7)
        first = two.position()
        assert first is not None and first.number == 7
        name = two.new_index()
        two.bulk_index(name, [document("Z-1")], 10)
        two.set_position(9, name)
        assert two.position() == first, "beside it"
        two.activate(name)
        assert two.position() == Position(name, 9) and two.is_current()
        two.set_position(2**53 + 1)
        assert two.position() == Position(name, 2**53 + 1)
        two.roll_back()
        assert two.position() == first, "kept as it was left"

    def test_no_index_has_no_position(self, fresh: Engine) -> None:
        assert fresh.position() is None
        with pytest.raises(EngineUnavailable):
            fresh.set_position(1)

    def test_what_is_built_replaces_everything(self, two: Engine) -> None:
        assert build(two, iter([document("Z-1")]), 10) == 1
        assert self.answering(two) == {"Z-1"}
        assert two.versions() == {"Z-1": 10} and two.count() == 1 and two.is_current()

    def test_the_old_one_answers_and_takes_changes_while_the_new_one_is_built(self, two: Engine) -> None:
        def documents() -> Any:
            two.apply([Upsert(document("C-1"), 3)])
            assert self.answering(two) == {"A-1", "B-1", "C-1"}
            yield document("Z-1")

        name = two.new_index()
        two.bulk_index(name, documents(), 10)
        assert self.answering(two) == {"A-1", "B-1", "C-1"} and (two.count(), two.count(name)) == (3, 1)

    def test_what_changed_meanwhile_is_replayed_and_the_late_lose(self, two: Engine) -> None:
        name = two.new_index()
        two.bulk_index(name, [document("A-1", "Bus lanes"), document("B-1", "Tram")], 10)
        two.apply([Upsert(document("A-1", "Trolley"), 12), Delete("B-1", 12), Upsert(document("C-1"), 12)], name)
        two.apply([Upsert(document("A-1", "Bus lanes"), 11)], name)
        assert two.count(name) == 2 and self.answering(two) == {"A-1", "B-1"}, "the one that answers is untouched"
        two.activate(name)
        assert two.versions() == {"A-1": 12, "C-1": 12}
        assert two.digests()["A-1"] == document("A-1", "Trolley").digest

    def test_a_failed_build_leaves_the_old_one(self, two: Engine) -> None:
        def documents() -> Any:
            yield document("Z-1")
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError):
            two.bulk_index(two.new_index(), documents(), 10)
        assert self.answering(two) == {"A-1", "B-1"}
        two.delete_stale()
        assert build(two, [document("Y-1")], 11) == 1 and self.answering(two) == {"Y-1"}

    def test_the_one_before_is_kept_and_answers_again(self, two: Engine) -> None:
        build(two, [document("Z-1")], 10)
        two.delete_stale()
        assert two.roll_back() is not None
        assert self.answering(two) == {"A-1", "B-1"} and two.is_current()
        assert two.roll_back() is not None, "and forth"
        assert self.answering(two) == {"Z-1"}

    def test_nothing_to_go_back_to(self, fresh: Engine) -> None:
        assert fresh.roll_back() is None
        build(fresh, [document("Z-1")], 10)
        assert fresh.roll_back() is None and self.answering(fresh) == {"Z-1"}

    def test_what_is_neither_answering_nor_kept_is_swept(self, two: Engine) -> None:
        half = two.new_index()
        two.bulk_index(half, [document("X-1")], 5)
        build(two, [document("Y-1")], 10)
        build(two, [document("Z-1")], 11)
        two.delete_stale()
        with pytest.raises(EngineUnavailable):
            two.count(half)
        two.roll_back()
        assert self.answering(two) == {"Y-1"}

    def test_every_document_keeps_its_digest(self, two: Engine) -> None:
        assert two.digests() == {
            code: document(code, title).digest for code, title in (("A-1", "Bus lanes"), ("B-1", "Tram"))
        }
