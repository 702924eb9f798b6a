"""Close in meaning: cases that do not match every word, ordered by the words they have and by what they mean."""

import statistics
from collections.abc import Callable, Mapping, Sequence

from search.contract.query import And, Constant, Not
from search.contract.searcher import Hit, NearestRequest, Searcher, SearchRequest
from search.understanding.planner import COVERED, Plan

MOST = 10
CANDIDATES = 100  # of each kind
WORDS = 4.0  # weight of a whole partial match against one standard deviation of the cosine


def semantic_matches(
    planned: Plan,
    vector: Callable[[], bytes | None],
    language: str,
    filters: Mapping[str, Sequence[str]],
    engine: Searcher,
) -> list[Hit]:
    """Cases close in meaning that are no word matches, at most ``MOST``. Two or three queries to the engine.

    The vector is asked for once the words have been looked for: it may be made meanwhile.
    """
    partial = _partial(planned, language, filters, engine)
    cosines = _cosines(planned, vector(), partial, filters, engine)
    standard = _standardised(cosines)
    scores = {code: WORDS * partial.get(code, 0.0) + standard.get(code, 0.0) for code in {*partial, *cosines}}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [Hit(code, round(score, 4)) for code, score in ranked[:MOST]]


def _partial(planned: Plan, language: str, filters: Mapping[str, Sequence[str]], engine: Searcher) -> dict[str, float]:
    """For cases with some of the words: relevance (1 for the best) times the share of the words they have."""
    if planned.clauses < 2:
        return {}
    others = Constant(Not(planned.query), 0.0)
    request = SearchRequest(And((planned.partial, others)), language, filters, limit=CANDIDATES)
    hits = [(hit.code, *divmod(hit.score, COVERED)) for hit in engine.search(request).hits]
    best = max((relevance for _code, _matched, relevance in hits), default=0.0) or 1.0
    return {code: relevance / best * matched / planned.clauses for code, matched, relevance in hits}


def _cosines(
    planned: Plan,
    vector: bytes | None,
    partial: Mapping[str, float],
    filters: Mapping[str, Sequence[str]],
    engine: Searcher,
) -> dict[str, float]:
    """Cosines of the nearest cases, and of those that match some words."""
    if vector is None:
        return {}
    found = engine.nearest(NearestRequest(vector, planned.limits, planned.query, filters, CANDIDATES))
    missing = sorted(set(partial) - {hit.code for hit in found})
    if missing:
        found = [*found, *engine.nearest(NearestRequest(vector, filters=filters, limit=len(missing), codes=missing))]
    return {hit.code: hit.score for hit in found}


def _standardised(cosines: Mapping[str, float]) -> dict[str, float]:
    if len(cosines) < 2:
        return dict.fromkeys(cosines, 0.0)
    mean, deviation = statistics.fmean(cosines.values()), statistics.pstdev(cosines.values()) or 1.0
    return {code: (cosine - mean) / deviation for code, cosine in cosines.items()}
