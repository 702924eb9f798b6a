"""The embedded engine keeps the contract."""

import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from search.contract.documents import Upsert
from search.contract.errors import EngineUnavailable
from search.contract.query import MatchAll, Not, Or, Phrase, Term
from search.contract.searcher import STARTED, TITLE, NearestRequest, SearchRequest
from search.engines.embedded import similarity
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.shingles import SEPARATOR, shingled, shingles, whole_shingle

from .building import BuildContract
from .contract import EngineContract
from .documents import build, document
from .nearest import NearestContract
from .walking import WalkContract


class TestEmbedded(EngineContract, BuildContract, WalkContract, NearestContract):
    @pytest.fixture
    def fresh(self, tmp_path: Path) -> EmbeddedEngine:
        return EmbeddedEngine(tmp_path / "embedded")

    @pytest.fixture
    def engine(self, fresh: EmbeddedEngine) -> EmbeddedEngine:
        build(fresh, [])
        return fresh


class TestNearestAmongMany(NearestContract):
    """The way of a large index, where all vectors are compared once."""

    @pytest.fixture
    def engine(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EmbeddedEngine:
        monkeypatch.setattr(similarity, "FEW", 0)
        engine = EmbeddedEngine(tmp_path / "embedded")
        build(engine, [])
        return engine


@pytest.fixture
def old(tmp_path: Path) -> EmbeddedEngine:
    """An index as an older version of the code would have left it: fewer fields, another fingerprint."""
    folder = tmp_path / "embedded" / "generation-old"
    folder.mkdir(parents=True)
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("code", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("version", stored=True, fast=True)
    for part in ("title", "summary", "body"):
        builder.add_text_field(f"{part}_en", tokenizer_name="whitespace")
    builder.add_text_field("city", fast=True, tokenizer_name="raw", index_option="basic")
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    for code, title, city in (("A-1", "bus lane", "tehran"), ("B-1", "tram", "seoul")):
        document = tantivy.Document()
        for field, value in (("code", code), ("title_en", title), ("city", city)):
            document.add_text(field, value)
        document.add_integer("version", 1)
        writer.add_document(document)
    writer.commit()
    pointer = {"name": "generation-old", "fingerprint": "another"}
    (tmp_path / "embedded" / "current.json").write_text(json.dumps(pointer), encoding="ascii")
    return EmbeddedEngine(tmp_path / "embedded")


class TestAnIndexOfAnOlderFormat:
    def test_is_known_as_such(self, old: EmbeddedEngine) -> None:
        assert not old.is_current()

    def test_answers_as_well_as_it_can(self, old: EmbeddedEngine) -> None:
        lanes = Or(tuple(Phrase(f"{part}_en", ("bus", "lane")) for part in ("title", "summary", "body")))
        request = SearchRequest(lanes, "en", facets=("city", "decade"))
        result = old.search(request)
        assert [hit.code for hit in result.hits] == ["A-1"] and result.facets["city"] == {"tehran": 1}
        assert [hit.code for hit in old.search(SearchRequest(Not(lanes), "en")).hits] == ["B-1"]
        assert old.search(SearchRequest(Term("words_en", "tram"), "en")).total == 0

    @pytest.mark.parametrize("sort", [TITLE, STARTED])
    def test_an_order_it_has_not_is_no_failure(self, old: EmbeddedEngine, sort: str) -> None:
        assert {hit.code for hit in old.search(SearchRequest(MatchAll(), "en", sort=sort)).hits} == {"A-1", "B-1"}

    def test_takes_changes_or_says_that_it_cannot_yet(self, old: EmbeddedEngine) -> None:
        """It has no field for the row of a vector, nor for most of what a document says by now."""
        with suppress(EngineUnavailable):
            old.apply([Upsert(document("C-1"), 1)])
        old.put_vectors([("A-1", np.array([1, 0], dtype="<f4").tobytes())])
        assert old.nearest(NearestRequest(np.array([1, 0], dtype="<f4").tobytes())) == []
        assert {"A-1", "B-1"} <= {hit.code for hit in old.search(SearchRequest(MatchAll(), "en")).hits}

    def test_gives_way_to_the_new_one(self, old: EmbeddedEngine) -> None:
        build(old, [], 1)
        assert old.is_current() and old.versions() == {}


@pytest.mark.parametrize(
    ("tokens", "language", "expected"),
    [
        ("city centre", "en", ["city¶centre"]),
        ("right to the city centre", "en", ["right¶to¶the¶city", "city¶centre"]),
        ("the city of", "en", []),
        ("city of the and of centre", "en", []),
        ("حق به شهر", "fa", ["حق¶به¶شهر"]),
        ("", "en", []),
    ],
)
def test_a_shingle_goes_from_word_to_word(tokens: str, language: str, expected: list[str]) -> None:
    assert shingles(tokens.split(), language) == expected
    assert SEPARATOR not in tokens


@pytest.mark.parametrize(
    ("tokens", "shingle"),
    [
        ("bus lane", "bus¶lane"),
        ("right to city", "right¶to¶city"),
        ("the bus lane", None),
        ("a b c d", None),
        ("bus", None),
    ],
)
def test_a_phrase_that_is_one_shingle_needs_no_positions(tokens: str, shingle: str | None) -> None:
    assert whole_shingle(tokens.split(), "en") == shingle


@given(st.lists(st.lists(st.sampled_from(["bus", "lane", "city", "of", "the", "to"]), min_size=1, max_size=3)))
def test_all_shingles_of_a_text_are_indexed_and_no_other_is_found(runs: list[list[str]]) -> None:
    indexed = shingled([" ".join(run) for run in runs], "en").split(" ")
    found = {token for token in indexed if whole_shingle(token.split(SEPARATOR), "en") == token}
    assert found == set(shingles([word for run in runs for word in run], "en"))
