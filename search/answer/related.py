"""Cases near a case or a topic, by the vectors that searches use; by shared topics where there are none."""

from collections.abc import Callable

from search.content.documents import topics_of
from search.content.thesaurus import current_thesaurus
from search.contract.errors import EngineUnavailable
from search.contract.query import And, Constant, Not, Or, Query, Term
from search.contract.searcher import Hit, NearestRequest, Searcher, SearchRequest
from search.meaning.embedder import model_name
from search.meaning.texts import concept_text
from search.meaning.vectors import kept_text_vector

from .failover import answer


def related_to_case(code: str, most: int) -> list[str]:
    """Codes of the cases nearest to one, itself left out; empty when no engine answers."""
    itself = Term("code", code)

    def ask(engine: Searcher) -> list[Hit]:
        vector = engine.vector(code) if model_name() else None
        hits = engine.nearest(NearestRequest(vector, without=itself, limit=most)) if vector else []
        return hits or _sharing_topics(code, Not(itself), most, engine)

    return _codes(ask)


def related_to_topic(code: str, most: int) -> list[str]:
    """Codes of the cases nearest to a topic that are not filed under it."""
    concept = current_thesaurus().by_code("topic").get(code)
    model = model_name()
    vector = kept_text_vector(concept_text(concept), model) if concept and model else None
    if vector is None:
        return []
    request = NearestRequest(vector, without=Term("topic", code), limit=most)
    return _codes(lambda engine: engine.nearest(request))


def _codes(ask: Callable[[Searcher], list[Hit]]) -> list[str]:
    try:
        return [hit.code for hit in answer(ask).value]
    except EngineUnavailable:
        return []


def _sharing_topics(code: str, others: Query, most: int, engine: Searcher) -> list[Hit]:
    shared = tuple(Constant(Term("topic", topic), 1.0) for topic in topics_of([code]))
    if not shared:
        return []
    return engine.search(SearchRequest(And((Or(shared), Constant(others, 0.0))), "en", limit=most)).hits
