"""What every engine must do with years that are wished for, and with what went wrong: a part of its contract."""

from dataclasses import replace

from search.content.thesaurus import Thesaurus
from search.contract.engine import Engine
from search.contract.query import MatchAll, Not, Query, Range
from search.contract.searcher import SearchRequest
from search.understanding.planner import plan

from .documents import build, document


def codes(engine: Engine, query: Query) -> list[str]:
    return [hit.code for hit in engine.search(SearchRequest(query, "en")).hits]


class WishContract:
    """Part of the contract; the fixture ``engine`` is that of the subclass."""

    def test_a_range_of_years_holds_its_ends_and_no_unknown_year(self, engine: Engine) -> None:
        years = {"A-1": 0, "B-1": 1990, "C-1": 2004, "D-1": 2005}
        build(engine, [document(code, started=year) for code, year in years.items()])
        assert sorted(codes(engine, Range("started", 1, 2004))) == ["B-1", "C-1"]
        assert sorted(codes(engine, Not(Range("started", 1990, 2004)))) == ["A-1", "D-1"]

    def test_the_years_wished_for_come_first_and_nothing_is_dropped(self, engine: Engine) -> None:
        years = {"A-1": 2010, "B-1": 1990, "C-1": 0, "D-1": 2001}
        titles = {"A-1": "tram tram tram", "B-1": "a tram among many other words", "C-1": "tram", "D-1": "tram line"}
        documents = [document(code, titles[code], started=year) for code, year in years.items()]
        build(engine, documents)
        wished = plan("tram before 2005", "en", Thesaurus({}))
        found = engine.search(SearchRequest(wished.query, "en"))
        assert found.total == 4 and {hit.code for hit in found.hits[:2]} == {"B-1", "D-1"}
        alone = engine.search(SearchRequest(plan("before 2005", "en", Thesaurus({})).query, "en"))
        assert alone.total == 4 and {hit.code for hit in alone.hits[:2]} == {"B-1", "D-1"}

    def test_what_went_wrong_is_a_facet(self, engine: Engine) -> None:
        wrong = {"A-1": ["delay", "court"], "B-1": ["delay"], "C-1": []}
        documents = [replace(made := document(code), facets={**made.facets, "setback": wrong[code]}) for code in wrong]
        build(engine, documents)
        found = engine.search(SearchRequest(MatchAll(), "en", {"setback": ["court"]}, facets=("setback",)))
        assert [hit.code for hit in found.hits] == ["A-1"]
        assert found.facets["setback"] == {"delay": 2, "court": 1}
