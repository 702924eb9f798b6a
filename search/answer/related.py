"""Cases near a case or a topic, by the vectors that searches use; by shared topics where there are none."""

from collections.abc import Callable

import numpy as np

from search.content.documents import topics_of
from search.content.thesaurus import current_thesaurus
from search.contract.errors import EngineUnavailable
from search.contract.query import And, Constant, Not, Or, Query, Term
from search.contract.searcher import Hit, NearestRequest, Searcher, SearchRequest
from search.meaning.embedder import Vector, model_name, normalised
from search.meaning.texts import concept_text
from search.meaning.vectors import kept_text_vectors, to_bytes
from search.params import SearchParams

from .failover import answer
from .service import search

LONGEST_TEXT = 300  # characters
SAME = 1e-6  # length of the difference of two vectors, below which they are one


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
    model = model_name()
    vector = _peculiar(code, model) if model else None
    if vector is None:
        return []
    request = NearestRequest(to_bytes(vector), without=Term("topic", code), limit=most)
    return _codes(lambda engine: engine.nearest(request))


def related_to_text(text: str, language: str, most: int) -> list[str]:
    """Codes of the cases that a search for this text shows first; empty when no engine answers."""
    params = SearchParams(q=text[:LONGEST_TEXT], language=language, size=most)
    try:
        found = search(params, as_shown=True)
    except EngineUnavailable:
        return []
    return [case.card.code for case in found.merged or found.hits][:most]


def _peculiar(code: str, model: str) -> Vector | None:
    """Direction that sets a topic apart: its vector without the mean of those of all topics; None without a vector.

    Every topic speaks of cities, and a case that speaks of cities in general is near them all: such hubs filled every
    list (Radovanovic et al., "Hubs in Space", 2010; taking the mean away is "centering", Suzuki et al., 2013).
    """
    texts = {topic: concept_text(concept) for topic, concept in current_thesaurus().by_code("topic").items()}
    vectors = kept_text_vectors(list(texts.values()), model)
    vector = vectors.get(texts.get(code, ""))
    if vector is None:
        return None
    apart = vector - np.mean(list(vectors.values()), axis=0)
    return normalised(apart) if np.linalg.norm(apart) > SAME else vector


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
