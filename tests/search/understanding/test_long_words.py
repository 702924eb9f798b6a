"""Very long words cost no more work than others: nobody mistyped them or wrote two of them together."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.answer.highlight import Marker
from search.answer.service import SearchPage, search
from search.answer.suggest import suggest
from search.content.thesaurus import current_thesaurus
from search.contract.query import Fuzzy, Phrase, Query
from search.contract.searcher import Hit, NearestRequest, SearchRequest, SearchResult
from search.engines import get_engine
from search.params import SearchParams
from search.text.edits import one_edit
from search.understanding.planner import plan

pytestmark = pytest.mark.usefixtures("starter")

UNITS = {"fa": "پسماندهایش", "en": "abcdefghij", "ar": "النفاياتوم"}


class Counted:
    """A searcher that counts what the embedded one is asked."""

    def __init__(self) -> None:
        self.engine = get_engine()
        self.name = self.engine.name
        self.asked: list[SearchRequest] = []

    def search(self, request: SearchRequest) -> SearchResult:
        self.asked.append(request)
        return self.engine.search(request)

    def nearest(self, request: NearestRequest) -> list[Hit]:
        return self.engine.nearest(request)

    def vector(self, code: str) -> bytes | None:
        return self.engine.vector(code)

    def clauses(self) -> list[Query]:
        """Queries without clauses of their own, of all that was asked."""
        found: list[Query] = []
        waiting: list[Query] = [request.query for request in self.asked]
        while waiting:
            query = waiting.pop()
            below = [*getattr(query, "clauses", ()), *([query.clause] if hasattr(query, "clause") else [])]
            waiting += below
            found += [] if below else [query]
        return found


def word(language: str, length: int) -> str:
    return (UNITS[language] * length)[:length]


def work(text: str, language: str) -> tuple[SearchPage, Counted, int]:
    engine = Counted()
    with CaptureQueriesContext(connection) as queries:
        page = search(SearchParams(q=text, language=language), engine)
    return page, engine, len(queries)


@pytest.mark.parametrize("length", [61, 100, 1000])
@pytest.mark.parametrize("language", UNITS)
def test_a_very_long_word_is_searched_once_and_never_corrected(index: Any, language: str, length: int) -> None:
    current_thesaurus()
    page, engine, queries = work(word(language, length), language)
    assert (page.total, page.corrected, page.did_you_mean) == (0, (), ())
    assert len(engine.asked) == 1, "never to see what else it may have meant"
    assert not any(isinstance(query, Phrase) for query in engine.clauses()), "it is not cut"
    assert len(engine.clauses()) < 50 and queries <= 4


@pytest.mark.parametrize("language", UNITS)
def test_candidates_of_a_word_are_counted_in_thousands_and_of_a_longer_one_not_at_all(language: str) -> None:
    assert 0 < len(one_edit(word(language, 60))) < 100 * 60
    assert one_edit(word(language, 61)) == {}


@pytest.mark.parametrize(("length", "cuts"), [(10, True), (60, True), (61, False), (1000, False)])
def test_cuts_that_are_looked_for_in_texts(length: int, cuts: bool) -> None:
    planned = plan("ق" * length, "fa", current_thesaurus())
    wanted = [tokens for found in Marker(planned).wanted("fa").values() for tokens, _number in found]
    assert any(len(tokens) > 1 for tokens in wanted) == cuts and len(wanted) <= length + 1


def test_a_text_of_many_long_words_looks_at_a_few_of_them(index: Any) -> None:
    text = " ".join(word("en", 60)[number:] for number in range(16))
    _page, engine, queries = work(text, "en")
    assert len(engine.asked) <= 30 and queries <= 10


@pytest.mark.parametrize("length", [61, 100])
def test_no_slip_is_looked_for_while_typing_a_very_long_word(index: Any, length: int) -> None:
    engine = Counted()
    assert suggest(word("en", length), "en", engine) == []
    assert not any(isinstance(query, Fuzzy) for query in engine.clauses()) and len(engine.asked) <= 2
