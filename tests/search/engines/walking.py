"""What every engine must do for those who go through all results."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from search.contract.documents import Delete, Upsert
from search.contract.engine import Engine
from search.contract.query import DisMax, MatchAll, Query, Term
from search.contract.searcher import RELEVANCE, SORTS, TITLE, SearchRequest
from search.params import DEEPEST

from .documents import build, document

WORDS: Query = DisMax((Term("title_en", "wast"), Term("summary_en", "bus")), 0.3)


class WalkContract:
    """Each page begins where the one before ended."""

    @pytest.fixture
    def many(self, fresh: Engine) -> Engine:
        documents = [
            document(f"X-{n:03d}", "waste " * (n % 4 + 1), summary="bus " * (n % 3), newest=n % 5, started=(n * 7) % 4)
            for n in range(67)
        ]
        build(fresh, documents, 1)
        return fresh

    def walk(self, engine: Engine, request: SearchRequest) -> Iterator[list[str]]:
        while True:
            result = engine.search(request)
            yield [hit.code for hit in result.hits]
            if result.following is None:
                return
            request = replace(request, after=result.following, offset=0)

    def test_pages_are_the_whole_list_in_order(self, many: Engine) -> None:
        for sort in SORTS:
            whole = SearchRequest(WORDS, "en", {"city": ["tehran"]}, sort, limit=100)
            expected = [hit.code for hit in many.search(whole).hits]
            for limit in (3, 9, 67):
                pages = list(self.walk(many, replace(whole, limit=limit)))
                assert [code for page in pages for code in page] == expected and len(expected) == 67, sort
                assert len(pages) == -(-67 // limit)
            assert list(self.walk(many, replace(whole, offset=60, limit=5))) == [expected[60:65], expected[65:]], sort

    def test_what_changes_meanwhile_repeats_nothing(self, many: Engine) -> None:
        pages = self.walk(many, SearchRequest(MatchAll(), "en", sort=TITLE, limit=20))
        seen = next(pages)
        many.apply([Upsert(document("A-000", "a first title"), 2), Delete(seen[3], 2)])
        seen += [code for page in pages for code in page]
        assert len(seen) == len(set(seen)) == 67 and "A-000" not in seen

    def test_deeper_than_pages_go(self, fresh: Engine) -> None:
        count = DEEPEST + 150
        build(fresh, (document(f"D-{n:05d}", "waste" if n % 2 else "waste tram") for n in range(count)), 1)
        request = SearchRequest(Term("title_en", "wast"), "en", sort=RELEVANCE, limit=DEEPEST // 2)
        pages = list(self.walk(fresh, request))
        found = [code for page in pages for code in page]
        assert [len(page) for page in pages] == [DEEPEST // 2, DEEPEST // 2, 150]
        assert found == sorted(found, key=lambda code: (int(code[2:]) % 2 == 0, code)) and len(set(found)) == count
