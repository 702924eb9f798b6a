"""Merging of word matches, partial matches and the nearest in meaning, by a single score on fixed scales.

What a case scores does not depend on which others it is compared with, so that a large collection orders as a small one
does. Measured on the judged queries of ``tests/relevance``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from search.content.documents import subjects_by_case
from search.content.thesaurus import Thesaurus
from search.contract.query import And, Constant, MatchNone, Not, Or, Term
from search.contract.searcher import Hit, NearestRequest, Searcher, SearchRequest
from search.meaning.asking import Awaited
from search.meaning.embedder import Vector, get_embedder
from search.meaning.names import lead_of_subjects, nearness_of_subjects
from search.meaning.vectors import to_bytes
from search.params import SearchParams
from search.understanding.planner import COVERED, IN_YEARS, Plan, begun_in

CANDIDATES = 100  # of each kind
WORDS = 4.0  # score of a case with every word, as relevant as the best
EVERY = 1.5  # on top where every word matched
WISHED = 100.0  # on top of a word match begun in the years wished for, so that it comes before all others
WISHED_NEAR = 3.0  # on top of other cases begun then
BARE_NAME = 0.5  # weight of the names of topics, where a query is the name of a city or a status: it says no topic
# How much nearer the topics must be than foreign subjects, in standard deviations. Measured over 240 questions that a
# library of cities answers and 90 that none does: it refuses three of four of these, and one in two hundred of those.
LEAST_LEAD = 0.45
PLACES = frozenset(["city", "country"])  # facets whose names are those of places
Matched = tuple[float, int]  # relevance, and number of content words


@dataclass(frozen=True, slots=True)
class Question:
    """Question of a reader: its plan, parameters, and the thesaurus and engine that answer it."""

    planned: Plan
    params: SearchParams
    engine: Searcher
    thesaurus: Thesaurus


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates besides the word matches: partial ones, and the cosines of the nearest in meaning."""

    partial: Mapping[str, Matched] = field(default_factory=dict)
    cosines: Mapping[str, float] = field(default_factory=dict)
    vector: Vector | None = None
    left_out: bool = False  # the vector was not there in time


@dataclass(frozen=True, slots=True)
class Ranked:
    """A case in the one list."""

    hit: Hit
    is_word_match: bool


def candidates(question: Question, awaited: Awaited, *, with_matches: bool) -> Candidates:
    """Looks for candidates, with two queries to the engine and none to the database: it runs beside.

    The vector is asked for once the words have been looked for: it may be made meanwhile. ``with_matches``: word
    matches may be among the nearest.
    """
    partial = _partial(question)
    vector = awaited()
    if vector is None:
        return Candidates(partial, left_out=awaited.left_out)
    planned, filters = question.planned, question.params.filters
    without = MatchNone() if with_matches else planned.query
    found = question.engine.nearest(NearestRequest(to_bytes(vector), planned.limits, without, filters, CANDIDATES))
    return Candidates(partial, {hit.code: hit.score for hit in found}, vector)


def _partial(question: Question) -> dict[str, Matched]:
    """Cases with some of the words, not all."""
    planned, params = question.planned, question.params
    if planned.clauses < 2:
        return {}
    others = Constant(Not(planned.query), 0.0)
    request = SearchRequest(And((planned.partial, others)), params.language, params.filters, limit=CANDIDATES)
    hits = [(hit.code, *divmod(hit.score, COVERED)) for hit in question.engine.search(request).hits]
    return {code: (relevance, int(matched)) for code, matched, relevance in hits}


def merged(question: Question, words: Sequence[Hit], found: Candidates) -> list[Ranked]:
    """The best word matches and the other candidates, best first, ties by code."""
    matches = {hit.code for hit in words}
    # A score holds on top what the years wished for add to it.
    relevances = {hit.code: hit.score % IN_YEARS if question.planned.years else hit.score for hit in words}
    matched = {**found.partial, **{code: (score, question.planned.clauses) for code, score in relevances.items()}}
    codes = sorted({*matched, *found.cosines})
    scores = dict.fromkeys(codes, 0.0)
    for part in (_of_words(matched, question.planned), _of_meaning(codes, question, found)):
        for code, score in part.items():
            scores[code] += score
    for code in _wished(codes, question):
        scores[code] += WISHED if code in matches else WISHED_NEAR
    ranked = sorted(scores.items(), key=lambda item: (-round(item[1], 4), item[0]))
    return [Ranked(Hit(code, round(score, 4)), code in matches) for code, score in ranked]


def _wished(codes: Sequence[str], question: Question) -> list[str]:
    """Cases begun in the years wished for, of these; none where no years are."""
    if question.planned.years is None or not codes:
        return []
    these = Or(tuple(Term("code", code) for code in codes))
    query = And((Constant(these, 0.0), Constant(begun_in(question.planned.years), 0.0)))
    found = question.engine.search(SearchRequest(query, question.params.language, limit=len(codes)))
    return [hit.code for hit in found.hits]


def is_foreign(question: Question, found: Candidates) -> bool:
    """Whether a question that no words match is nearer to subjects that no library of cities has than to any topic.

    False as long as the names of topics have no vectors.
    """
    embedder = get_embedder()
    if found.vector is None or embedder is None:
        return False
    lead = lead_of_subjects(question.thesaurus, found.vector)
    return lead is not None and lead < LEAST_LEAD * embedder.name_scale


def _of_words(matched: Mapping[str, Matched], planned: Plan) -> dict[str, float]:
    best = max((relevance for relevance, _number in matched.values()), default=0.0) or 1.0
    return {
        code: WORDS * relevance / best * number / planned.clauses + (EVERY if number == planned.clauses else 0.0)
        for code, (relevance, number) in matched.items()
    }


def _of_meaning(codes: Sequence[str], question: Question, found: Candidates) -> dict[str, float]:
    """Nearness of each case, and of the nearest of its subjects, in standard deviations; empty without a vector."""
    embedder = get_embedder()
    if found.vector is None or embedder is None or not codes:
        return {}
    cosines = _cosines(codes, question, found)
    names = _names(codes, question.thesaurus, found.vector)
    weight = BARE_NAME if _is_bare_name(question.planned) else 1.0
    return {code: cosines[code] / embedder.case_scale + weight * names[code] / embedder.name_scale for code in codes}


def _cosines(codes: Sequence[str], question: Question, found: Candidates) -> dict[str, float]:
    """Cosine of every candidate; of one whose vector has yet to be made, the mean of the others."""
    known = dict(found.cosines)
    missing = [code for code in codes if code not in known]
    if missing and found.vector is not None:
        request = NearestRequest(to_bytes(found.vector), limit=len(missing), codes=missing)
        known |= {hit.code: hit.score for hit in question.engine.nearest(request)}
    middle = fmean(known.values()) if known else 0.0
    return {code: known.get(code, middle) for code in codes}


def _names(codes: Sequence[str], thesaurus: Thesaurus, vector: Vector) -> dict[str, float]:
    """Nearness of the nearest subject of each case; of one without any, the mean of all subjects."""
    nearness = nearness_of_subjects(thesaurus, vector)
    if not nearness:
        return dict.fromkeys(codes, 0.0)
    middle, subjects = fmean(nearness.values()), subjects_by_case(codes)
    return {
        code: max((nearness[one] for one in subjects.get(code, ()) if one in nearness), default=middle)
        for code in codes
    }


def is_bare_place(planned: Plan) -> bool:
    """Whether a query is the name of cities or countries and nothing else, to which no other place is close."""
    return _is_bare_name(planned) and all(one.facet in PLACES for one in planned.parsed.units[0].concepts)


def _is_bare_name(planned: Plan) -> bool:
    units = planned.parsed.units
    return planned.clauses == 1 and len(units) == 1 and any(one.facet != "topic" for one in units[0].concepts)
