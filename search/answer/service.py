"""Search, from parameters to the page of results that a reader is shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Any

from django.conf import settings

from search.content.cities import is_city_without_cases
from search.content.documents import CaseCard, cards, topics_of
from search.content.facets import FACETS
from search.content.thesaurus import Thesaurus, current_thesaurus
from search.contract.cursor import Cursor
from search.contract.errors import EngineUnavailable
from search.contract.searcher import Hit, Searcher, SearchRequest, SearchResult
from search.engines.deadline import Concurrent
from search.meaning.asking import ask
from search.meaning.noise import looks_like_noise
from search.models import EMBEDDED
from search.params import SearchParams
from search.understanding.codes import code_in
from search.understanding.correction import Corrected, Correction, correct
from search.understanding.planner import Plan, plan
from search.understanding.retyped import Reader, as_heard, as_other_layout, finds
from search.understanding.spelling import spelled

from .facets import FacetResult, facet_result
from .failover import answer
from .highlight import Highlights, highlights
from .merge import Candidates, Question, candidates, is_bare_place, is_foreign
from .metrics import measured
from .one_list import Listed, first_request, needs_first_page, one_list

LONGEST_ASKED = 300  # characters of a text whose meaning is looked for
AT_ONCE = 1000  # codes that are asked for at once where all are wanted


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A hit as readers see it; one that is no word match is close in meaning."""

    card: CaseCard
    score: float
    highlights: Highlights
    is_word_match: bool = True

    def as_dict(self) -> dict[str, Any]:
        """The hit that the API and the command line give."""
        return {
            "code": self.card.code,
            "import_id": self.card.import_id,
            "title": self.card.title,
            "language": self.card.language,
            "url": self.card.url,
            "brief": self.card.brief.text,
            "brief_language": self.card.brief.language,
            "status": self.card.status,
            "outcome": self.card.outcome,
            "evidence": self.card.standing.level or None,
            "opinions": self.card.standing.opinions,
            "archived": self.card.standing.archived_on is not None,
            "cost_kind": self.card.cost_kind,
            "score": self.score,
            "highlights": self.highlights.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Page of results: word matches, which alone are counted, and semantic matches.

    ``merged`` is the one list that a reader sees first, of both; by another order than relevance there is none. Pages
    after it go on with the word matches that it does not show, which are ``shown`` in number. Of what a merged page
    does not show, neither ``hits`` nor ``semantic_matches`` are read where a page of the site asks.
    """

    params: SearchParams
    total: int
    hits: list[FoundCase]
    facets: list[FacetResult]
    semantic_matches: list[FoundCase] = field(default_factory=list)
    merged: list[FoundCase] = field(default_factory=list)
    shown: int | None = None
    corrected: Sequence[Corrected] = ()
    did_you_mean: Sequence[str] = ()
    plan: Plan | None = None
    degraded: bool = False  # another engine stood in
    meaning_left_out: bool = False  # this time, though it is on: the vector was late, or the model failed
    following: Cursor | None = None

    def as_dict(self) -> dict[str, Any]:
        """The object that the API and the command line give."""
        return {
            "query": self.params.q,
            "language": self.params.language,
            "total": self.total,
            "page": self.params.page,
            "size": self.params.size,
            "sort": self.params.order,
            "degraded": self.degraded,
            "meaning_left_out": self.meaning_left_out,
            **({"next": str(self.following or "")} if self.params.is_walk else {}),
            "corrected": [asdict(item) for item in self.corrected],
            "did_you_mean": list(self.did_you_mean),
            "years": self.plan and self.plan.years and self.plan.years.as_dict(),
            "hits": [hit.as_dict() for hit in self.hits],
            "merged": [{**hit.as_dict(), "is_word_match": hit.is_word_match} for hit in self.merged],
            "nearby": [hit.as_dict() for hit in self.semantic_matches],
            "facets": {
                facet.name: [
                    {key: value for key, value in asdict(item).items() if key != "depth" or FACETS[facet.name].is_tree}
                    for item in facet.values
                ]
                for facet in self.facets
            },
        }


def search(
    params: SearchParams, engine: Searcher | None = None, *, patiently: bool = False, as_shown: bool = False
) -> SearchPage:
    """Runs a search, on the engine given or on the one that answers. Raises EngineUnavailable when none can.

    A query whose words match nothing is read again as what it may have meant, unless ``params.exact``. ``patiently``:
    waits for the vector of the text, however late, since no reader waits. ``as_shown``: reads no case that the page of
    the site does not show; a case takes longer to read than to find.
    """
    if engine is not None:
        return _search(params, engine, patiently, as_shown)
    with measured(settings.SEARCH_ENGINE) as measure:
        found = answer(lambda engine: _search(params, engine, patiently, as_shown))
        measure.outcome = "found" if found.value.total else "nothing"
        measure.without_meaning = found.value.meaning_left_out
        if not found.degraded:
            return found.value
        measure.engine, measure.degraded = EMBEDDED, True
    return replace(found.value, degraded=True)


def _search(params: SearchParams, engine: Searcher, patiently: bool, as_shown: bool) -> SearchPage:
    thesaurus = current_thesaurus()
    text, correction = params.q, Correction(params.q)
    question = Question(_planned(text, params, thesaurus), params, engine, thesaurus)
    close = _begin(question, text, patiently)
    result = engine.search(first_request(question))
    if not result.total and close and not params.exact:
        correction = _understood(text, question, close.result())
        if correction.text != text:
            text = correction.text
            question = replace(question, planned=_planned(text, params, thesaurus))
            close = _begin(question, text, patiently)
            result = engine.search(first_request(question))
    found = close.result() if close else Candidates()  # last, so that it had time meanwhile
    is_alone = _is_alone(result, question, text, found)
    listed = one_list(question, result, Candidates() if is_alone else found)
    facets = [facet_result(facet, result, params) for facet in FACETS.values()]
    hits, near, first = _read(listed, question, as_shown=as_shown)
    return SearchPage(
        params, result.total, hits, facets, near, first, listed.shown,
        correction.corrected, correction.did_you_mean, question.planned,
        following=result.following, meaning_left_out=found.left_out,
    )  # fmt: skip


def _planned(text: str, params: SearchParams, thesaurus: Thesaurus) -> Plan:
    return plan(text, params.language, thesaurus, as_typed=params.exact)


def matching_codes(params: SearchParams, most: int) -> list[str]:
    """Codes of all word matches of a search in its order, at most so many, whatever page it asks for.

    Raises EngineUnavailable when no engine answers, or another one than before on the way.
    """
    first = answer(lambda engine: _first_of_all(params, engine))
    request, result = first.value
    codes = [hit.code for hit in result.hits]
    while result.following and len(codes) < most:
        request = replace(request, after=result.following)
        more = answer(partial(_asked, request=request))
        if more.degraded != first.degraded:
            raise EngineUnavailable("another engine stepped in on the way")
        result = more.value
        codes += [hit.code for hit in result.hits]
    return codes[:most]


def _first_of_all(params: SearchParams, engine: Searcher) -> tuple[SearchRequest, SearchResult]:
    """Request for all matches, of the text as it is understood, and the first of them."""
    thesaurus = current_thesaurus()
    whole = replace(params, page=1, size=AT_ONCE, is_walk=True, after=None)
    question = Question(_planned(params.q, params, thesaurus), whole, engine, thesaurus)
    request = replace(first_request(question), facets=())
    result = engine.search(request)
    if not result.total and question.planned.clauses and not params.exact:
        correction = _understood(params.q, question, Candidates())
        if correction.text != params.q:
            question = replace(question, planned=_planned(correction.text, params, thesaurus))
            request = replace(first_request(question), facets=())
            result = engine.search(request)
    return request, result


def _asked(engine: Searcher, request: SearchRequest) -> SearchResult:
    return engine.search(request)


def topics_near(page: SearchPage, language: str) -> list[tuple[str, str]]:
    """Topics, as (code, label), under which the nearest cases are filed most; none where words match."""
    if page.total or not page.semantic_matches:
        return []
    counts = Counter(code for code in topics_of([hit.card.code for hit in page.semantic_matches[:5]]))
    codes = [code for code, _count in counts.most_common(5)]
    return list(FACETS["topic"].labels(codes, language).items())


def _read(
    listed: Listed, question: Question, *, as_shown: bool
) -> tuple[list[FoundCase], list[FoundCase], list[FoundCase]]:
    """Word matches of the page, semantic matches and the merged list, of cases that are read once."""
    first, hits, near = listed.merged, listed.hits, listed.near
    if as_shown and first:
        shown = {one.hit.code for one in first}
        hits, near = [], [hit for hit in near if hit.code in shown]
    matches = {hit.code: hit for hit in (*hits, *(one.hit for one in first if one.is_word_match))}
    found = _found(matches, {hit.code: hit for hit in near}, question)
    return (
        [found[hit.code] for hit in hits if hit.code in found],
        [found[hit.code] for hit in near if hit.code in found],
        [replace(found[one.hit.code], score=one.hit.score) for one in first if one.hit.code in found],
    )


def _understood(text: str, question: Question, found: Candidates) -> Correction:
    """Meaning of a text that no words match.

    Typed with another keyboard layout; else misspelled; else in other letters; else as it is, or what it may have been.
    """
    if code_in(text):
        return Correction(text)
    reader = Reader(question.params.language, question.thesaurus, question.engine)
    if (meant := as_other_layout(text, reader)) is not None:
        return Correction(meant, (Corrected(text, meant),))
    correction = Correction(text)
    if not is_foreign(question, found):
        correction = correct(text, question.planned, question.params.language, question.thesaurus, question.engine)
        if correction.text != text and finds(correction.text, reader):
            return correction
    if (meant := as_heard(text, reader)) is not None:
        return Correction(meant, (Corrected(text, meant),))
    return correction


def _begin(question: Question, text: str, patiently: bool) -> Concurrent[Candidates] | None:
    """Begins to look for semantic matches: they need only the plan, so word matches are found meanwhile.

    None where no words are searched, which nothing is close to.
    """
    if not question.planned.clauses:
        return None
    with_matches = needs_first_page(question)
    words = question.planned.years.rest if question.planned.years else text
    asked = spelled(words[:LONGEST_ASKED], question.params.language, question.thesaurus)

    def look() -> Candidates:
        return candidates(question, ask(asked, patiently=patiently), with_matches=with_matches)

    return Concurrent(look)


def _is_alone(result: SearchResult, question: Question, text: str, found: Candidates) -> bool:
    """Whether nothing is shown as near to a text: the code of a case, the name of a place, noise, or foreign."""
    if result.total:
        return bool(code_in(text)) or is_bare_place(question.planned)
    return is_foreign(question, found) or _is_noise(question, text) or is_city_without_cases(text)


def _is_noise(question: Question, text: str) -> bool:
    """Whether nothing is close to a text: a code, or what looks like noise, of which no case has a word.

    Whatever is filtered.
    """
    if not (code_in(text) or looks_like_noise(text[:LONGEST_ASKED])):
        return False
    return not question.engine.search(SearchRequest(question.planned.partial, question.params.language, limit=0)).total


def _found(matches: Mapping[str, Hit], near: Mapping[str, Hit], question: Question) -> dict[str, FoundCase]:
    """Hits as readers see them, by code, those that match words and those that are near.

    A case that was unpublished a moment ago may still be in the index: it is not shown.
    """
    found: dict[str, FoundCase] = {}
    read = cards([*matches, *near], question.params.language)
    for hits, are_matches in ((matches, True), (near, False)):
        shown = [card for card in read if card.code in hits]
        marks = highlights(shown, question.planned, question.thesaurus, are_matches=are_matches)
        found |= {one.code: FoundCase(one, hits[one.code].score, marks[one.code], are_matches) for one in shown}
    return found
