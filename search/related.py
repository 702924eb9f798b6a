"""Cases near a case or a topic, by the vectors that searches use; by shared topics where there are none."""

from .contract import EngineUnavailable, Hit, NearestRequest, SearchRequest
from .document import topics_of
from .engines import get_engine
from .meaning.embedder import model_name
from .meaning.texts import concept_text
from .meaning.vectors import kept_text_vector
from .query import And, Constant, Not, Or, Query, Term
from .thesaurus import current_thesaurus


def related_to_case(code: str, most: int) -> list[str]:
    """Codes of the cases nearest to one, itself left out; empty when the engine does not answer."""
    others = Not(Term("code", code))
    try:
        vector = get_engine().vector(code) if model_name() else None
        hits = get_engine().nearest(NearestRequest(vector, others, limit=most)) if vector else []
        return [hit.code for hit in hits or _sharing_topics(code, others, most)]
    except EngineUnavailable:
        return []


def related_to_topic(code: str, most: int) -> list[str]:
    """Codes of the cases nearest to a topic that are not filed under it."""
    concept = current_thesaurus().by_code("topic").get(code)
    model = model_name()
    vector = kept_text_vector(concept_text(concept), model) if concept and model else None
    if vector is None:
        return []
    try:
        found = get_engine().nearest(NearestRequest(vector, Not(Term("topic", code)), limit=most))
    except EngineUnavailable:
        return []
    return [hit.code for hit in found]


def _sharing_topics(code: str, others: Query, most: int) -> list[Hit]:
    shared = tuple(Constant(Term("topic", topic), 1.0) for topic in topics_of([code]))
    if not shared:
        return []
    return get_engine().search(SearchRequest(And((Or(shared), Constant(others, 0.0))), "en", limit=most)).hits
