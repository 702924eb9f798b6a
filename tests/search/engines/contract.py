"""What every engine must do. An engine's own test file says only how to make one."""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from search.content.thesaurus import Thesaurus
from search.contract.documents import Delete, SearchDocument, Upsert
from search.contract.engine import Engine
from search.contract.errors import EngineUnavailable
from search.contract.query import (
    And,
    Boost,
    Constant,
    DisMax,
    Fuzzy,
    MatchAll,
    MatchNone,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from search.contract.searcher import NEWEST, RELEVANCE, STARTED, TITLE, SearchRequest
from search.understanding.planner import plan

from .documents import document
from .reading import matches, random_document, random_query
from .wishes import WishContract

Vector = NDArray[np.float32]


class EngineContract(WishContract):
    """Subclass it and give a fixture ``engine`` with an empty index."""

    def bulk_index(self, engine: Engine, documents: Sequence[SearchDocument]) -> None:
        engine.apply([Upsert(item, number) for number, item in enumerate(documents, start=1)])

    def codes(self, engine: Engine, query: Query, **options: Any) -> list[str]:
        return [hit.code for hit in engine.search(SearchRequest(query, "en", **options)).hits]

    @pytest.fixture
    def three(self, engine: Engine) -> Engine:
        self.bulk_index(
            engine,
            [
                document("A-1", "Bus lanes", body="red lanes for each bus"),
                document("B-1", "Green roofs", summary="roofs and a bus"),
                document("C-1", "Tram", body="lanes shared; bus lanes were refused"),
            ],
        )
        return engine

    def test_query_tree(self, three: Engine) -> None:
        expected: list[tuple[Query, set[str]]] = [
            (MatchAll(), {"A-1", "B-1", "C-1"}),
            (MatchNone(), set()),
            (Term("title_en", "tram"), {"C-1"}),
            (Prefix("title_en", "gr"), {"B-1"}),
            (Phrase("body_en", ("bu", "lane")), set()),
            (Phrase("body_en", ("bus", "lane")), {"C-1"}),
            (And((Term("body_en", "lane"), Term("title_en", "tram"))), {"C-1"}),
            (Or((Term("title_en", "tram"), Term("title_en", "roof"))), {"B-1", "C-1"}),
            (DisMax((Term("title_en", "tram"), Term("title_en", "roof"))), {"B-1", "C-1"}),
            (Not(Term("body_en", "lane")), {"B-1"}),
            (Boost(Term("title_en", "tram"), 3.0), {"C-1"}),
            (Constant(Term("title_en", "tram"), 3.0), {"C-1"}),
            (Prefix("words_en", "tra"), {"C-1"}),
            (Fuzzy("words_en", "tarm"), {"C-1"}),
            (Fuzzy("words_en", "grean"), {"B-1"}),
            (Fuzzy("words_en", "xyram"), set()),
        ]
        for query, codes in expected:
            assert set(self.codes(three, query)) == codes, query

    def test_any_query_matches_what_a_plain_reading_of_the_documents_matches(self, engine: Engine) -> None:
        """Also where scores are not wanted, and an engine may go another way."""
        chooser = random.Random(11)
        documents = [random_document(chooser, f"R-{number:03d}") for number in range(60)]
        self.bulk_index(engine, documents)
        for _number in range(300):
            query = random_query(chooser)
            expected = {one.code for one in documents if matches(query, one)}
            for sort in (RELEVANCE, NEWEST):
                assert set(self.codes(engine, query, sort=sort, limit=100)) == expected, query
            result = engine.search(SearchRequest(query, "en", limit=0, facets=("city",)))
            assert result.total == len(expected) == sum(result.facets["city"].values()), query

    def test_words_of_two_parts_are_no_phrase(self, engine: Engine) -> None:
        self.bulk_index(engine, [document("A-1", "bus", summary="lanes", body="for all")])
        for tokens in (("bus", "lane"), ("lane", "for"), ("bus", "lane", "for")):
            anywhere = Or(tuple(Phrase(f"{part}_en", tokens) for part in ("title", "summary", "body")))
            assert self.codes(engine, anywhere) == []
            assert self.codes(engine, Not(anywhere)) == ["A-1"]

    def test_a_word_counts_most_in_a_title_and_more_in_a_summary_than_in_a_body(self, engine: Engine) -> None:
        other = "quiet ferry"
        self.bulk_index(
            engine,
            [
                document("A-1", other, summary=other, body="zeppelin ferry"),
                document("A-2", other, summary=other, body="zeppelin " * 8 + "ferry"),
                document("B-1", other, summary="zeppelin ferry", body=other),
                document("C-1", "zeppelin ferry", summary=other, body=other),
                *(document(f"X-{number}", other, summary=other, body=other) for number in range(9)),
            ],
        )
        planned = plan("zeppelin", "en", Thesaurus({}))
        found = self.codes(engine, planned.query)
        assert found[:2] == ["C-1", "B-1"] and set(found[2:]) == {"A-1", "A-2"}

    def test_a_constant_score_is_that_score(self, three: Engine) -> None:
        (hit,) = three.search(SearchRequest(Constant(Term("title_en", "tram"), 3.0), "en")).hits
        assert hit.score == pytest.approx(3.0)

    def test_a_newer_version_replaces_and_an_older_one_does_not(self, engine: Engine) -> None:
        engine.apply([Upsert(document("A-1", "old words"), 5)])
        engine.apply([Upsert(document("A-1", "new words"), 7)])
        engine.apply([Upsert(document("A-1", "late words"), 6), Delete("A-1", 6)])
        assert self.codes(engine, Term("title_en", "new")) == ["A-1"]
        assert engine.versions() == {"A-1": 7}

    def test_a_deleted_document_is_gone(self, three: Engine) -> None:
        three.apply([Delete("B-1", 9), Delete("nobody", 9)])
        assert set(self.codes(three, MatchAll())) == {"A-1", "C-1"}

    def test_pages_and_ties_are_stable(self, engine: Engine) -> None:
        codes = [f"X-{number:04d}" for number in range(57)]
        self.bulk_index(engine, [document(code) for code in reversed(codes)])
        found: list[str] = []
        for offset in range(0, 60, 10):
            found += self.codes(engine, Term("title_en", "wast"), offset=offset, limit=10)
        assert found == codes
        assert self.codes(engine, MatchAll(), offset=1000) == []

    def test_orders(self, engine: Engine) -> None:
        self.bulk_index(
            engine,
            [document("A-1", "پل", newest=1), document("B-1", "Zebra", newest=3), document("C-1", "apple", newest=2)],
        )
        assert self.codes(engine, MatchAll(), sort=NEWEST) == ["B-1", "C-1", "A-1"]
        assert self.codes(engine, MatchAll(), sort=TITLE) == ["C-1", "B-1", "A-1"]

    def test_the_order_of_the_start_year_puts_the_unknown_last_and_ties_by_code(self, engine: Engine) -> None:
        years = {"A-1": 0, "B-1": 2008, "C-1": 1919, "D-1": 2020, "E-1": 0, "F-1": 2008}
        self.bulk_index(engine, [document(code, started=year) for code, year in reversed(years.items())])
        expected = ["D-1", "B-1", "F-1", "C-1", "A-1", "E-1"]
        assert self.codes(engine, MatchAll(), sort=STARTED) == expected
        pages = [self.codes(engine, MatchAll(), sort=STARTED, offset=offset, limit=2) for offset in (0, 2, 4)]
        assert [code for page in pages for code in page] == expected

    def test_titles_in_the_order_of_the_persian_alphabet(self, engine: Engine) -> None:
        titles = ["آب", "بازار", "پارک", "چراغ", "ژرفا", "گود", "یخ"]
        self.bulk_index(engine, [document(f"{n}-1", "t", fa=title) for n, title in enumerate(titles)])
        request = SearchRequest(MatchAll(), "fa", sort=TITLE)
        assert [hit.code for hit in engine.search(request).hits] == [f"{n}-1" for n in range(len(titles))]

    def test_facets_count_exactly_and_their_own_choice_does_not_shrink_them(self, engine: Engine) -> None:
        self.bulk_index(
            engine,
            [
                document("A-1", city="tehran", status="running"),
                document("A-2", city="tehran", status="pilot"),
                document("B-1", city="seoul", status="running", topic=["waste", "recycling"]),
                document("C-1", city="cairo", status="running", topic=["water"]),
            ],
        )
        facets = ("topic", "city", "status")
        request = SearchRequest(MatchAll(), "en", {"city": ["tehran", "seoul"], "status": ["running"]}, facets=facets)
        result = engine.search(request)
        assert {hit.code for hit in result.hits} == {"A-1", "B-1"} and result.total == 2
        assert result.facets["city"] == {"tehran": 1, "seoul": 1, "cairo": 1}
        assert result.facets["status"] == {"running": 2, "pilot": 1}
        assert result.facets["topic"] == {"waste": 2, "recycling": 1}

    def test_evidence_and_opinion_are_facets_of_their_own(self, engine: Engine) -> None:
        """How strong the evidence is, and who signed, narrows and counts apart from what else a case says."""
        levels = [("measured", "signed"), ("measured", "none"), ("independent", "none"), ("none", "signed")]
        self.bulk_index(
            engine,
            [document(f"A-{n}", evidence=level, opinion=opinion) for n, (level, opinion) in enumerate(levels)],
        )
        chosen = {"evidence": ["measured", "independent"], "opinion": ["none"]}
        result = engine.search(SearchRequest(MatchAll(), "en", chosen, facets=("evidence", "opinion")))
        assert {hit.code for hit in result.hits} == {"A-1", "A-2"} and result.total == 2
        assert result.facets == {
            "evidence": {"measured": 1, "independent": 1},
            "opinion": {"none": 2, "signed": 1},
        }

    def test_filters_do_not_change_scores(self, three: Engine) -> None:
        plain = three.search(SearchRequest(Term("title_en", "tram"), "en")).hits
        narrowed = three.search(SearchRequest(Term("title_en", "tram"), "en", {"city": ["tehran"]})).hits
        assert plain == narrowed

    @pytest.mark.parametrize("length", [60, 61, 255, 256, 1000, 5000])
    @pytest.mark.parametrize("letter", ["q", "پ"])
    def test_a_word_of_any_length_is_one_word(self, engine: Engine, length: int, letter: str) -> None:
        language, word = ("en", letter * length) if letter == "q" else ("fa", letter * length)
        said, longer = f"tram {word} tram", f"tram {word}{letter} tram"
        self.bulk_index(engine, [document("A-1", body=said, fa=said), document("B-1", body=longer, fa=longer)])
        field = "body_en" if language == "en" else "title_fa"
        assert self.codes(engine, Term(field, word)) == ["A-1"]
        assert self.codes(engine, Term(field, word[:-1])) == []
        assert self.codes(engine, Phrase(field, ("tram", word + letter, "tram"))) == ["B-1"]
        assert sorted(self.codes(engine, Prefix(f"words_{language}", word[:60]))) == (
            [] if language == "en" else ["A-1", "B-1"]
        )

    def test_a_slip_in_the_longest_word_that_may_have_one(self, engine: Engine) -> None:
        self.bulk_index(engine, [document("A-1", "z" * 60), document("B-1", "z" * (63))])
        assert sorted(self.codes(engine, Fuzzy("words_en", "z" * 20 + "y" + "z" * (39)))) == [
            "A-1",
            "B-1",
        ]

    def test_an_unknown_value_gives_nothing(self, three: Engine) -> None:
        assert three.search(SearchRequest(MatchAll(), "en", {"city": ["atlantis"]})).total == 0

    def test_no_index_is_not_no_results(self, fresh: Engine) -> None:
        assert not fresh.is_current()
        with pytest.raises(EngineUnavailable):
            fresh.search(SearchRequest(MatchAll(), "en"))
