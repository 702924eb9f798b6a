"""Search, from parameters to the page of results that a reader is shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Any

from django.conf import settings

from search.content.documents import CaseCard, cards, topics_of
from search.content.facets import FACETS
from search.content.thesaurus import Thesaurus, current_thesaurus
from search.contract.cursor import Cursor
from search.contract.errors import EngineUnavailable
from search.contract.searcher import Hit, Searcher, SearchRequest, SearchResult
from search.engines.deadline import Concurrent
from search.meaning.asking import ask
from search.meaning.embedder import Vector
from search.meaning.noise import looks_like_noise
from search.models import EMBEDDED
from search.params import SearchParams
from search.understanding.codes import code_in
from search.understanding.correction import Corrected, Correction, correct
from search.understanding.planner import Plan, plan

from .blend import semantic_matches
from .facets import FacetResult, facet_result
from .failover import answer
from .highlight import Highlights, highlights
from .metrics import measured

AT_ONCE = 1000  # codes that are asked for at once where all are wanted


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A hit as readers see it."""

    card: CaseCard
    score: float
    highlights: Highlights

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
            "cost_kind": self.card.cost_kind,
            "score": self.score,
            "highlights": self.highlights.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Closest:
    """Semantic matches; ``left_out`` where only partial words speak for them, since the vector was not there."""

    hits: Sequence[Hit]
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Page of results: word matches, which alone are counted, and semantic matches."""

    params: SearchParams
    total: int
    hits: list[FoundCase]
    facets: list[FacetResult]
    semantic_matches: list[FoundCase] = field(default_factory=list)
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
            "hits": [hit.as_dict() for hit in self.hits],
            "nearby": [hit.as_dict() for hit in self.semantic_matches],
            "facets": {
                facet.name: [
                    {key: value for key, value in asdict(item).items() if key != "depth" or FACETS[facet.name].is_tree}
                    for item in facet.values
                ]
                for facet in self.facets
            },
        }


def search(params: SearchParams, engine: Searcher | None = None, *, patiently: bool = False) -> SearchPage:
    """Runs a search, on the engine given or on the one that answers. Raises EngineUnavailable when none can.

    A query whose words match nothing is read again as what it may have meant, unless ``params.exact``. ``patiently``:
    waits for the vector of the text, however late, since no reader waits.
    """
    if engine is not None:
        return _search(params, engine, patiently)
    with measured(settings.SEARCH_ENGINE) as measure:
        found = answer(lambda engine: _search(params, engine, patiently))
        measure.outcome = "found" if found.value.total else "nothing"
        measure.without_meaning = found.value.meaning_left_out
        if not found.degraded:
            return found.value
        measure.engine, measure.degraded = EMBEDDED, True
    return replace(found.value, degraded=True)


def _search(params: SearchParams, engine: Searcher, patiently: bool) -> SearchPage:
    thesaurus = current_thesaurus()
    text, correction = params.q, Correction(params.q)
    planned = plan(text, params.language, thesaurus)
    close = _close(planned, text, params, engine, patiently)
    result = engine.search(_request(planned, params))
    if not result.total and planned.clauses and not params.exact:
        correction = correct(text, planned, params.language, thesaurus, engine)
        if correction.text != text:
            text = correction.text
            planned = plan(text, params.language, thesaurus)
            close = _close(planned, text, params, engine, patiently)
            result = engine.search(_request(planned, params))
    hits = _found(result.hits, planned, params, thesaurus)
    facets = [facet_result(facet, result, params) for facet in FACETS.values()]
    closest = close.result() if close else Closest([])  # last, so that it had time meanwhile
    is_alone = _is_alone(closest, result, planned, text, params, engine)
    near = _found([] if is_alone else closest.hits, planned, params, thesaurus, are_matches=False)
    return SearchPage(
        params, result.total, hits, facets, near, correction.corrected, correction.did_you_mean, planned,
        following=result.following, meaning_left_out=closest.left_out,
    )  # fmt: skip


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
    planned = plan(params.q, params.language, thesaurus)
    request = replace(_request(planned, whole), facets=())
    result = engine.search(request)
    if not result.total and planned.clauses and not params.exact:
        correction = correct(params.q, planned, params.language, thesaurus, engine)
        if correction.text != params.q:
            request = replace(_request(plan(correction.text, params.language, thesaurus), whole), facets=())
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


def _request(planned: Plan, params: SearchParams) -> SearchRequest:
    return SearchRequest(
        query=planned.query,
        language=params.language,
        filters=params.filters,
        sort=params.order,
        offset=params.offset,
        limit=params.size,
        facets=tuple(FACETS),
        after=params.after,
    )


def _close(
    planned: Plan, text: str, params: SearchParams, engine: Searcher, patiently: bool
) -> Concurrent[Closest] | None:
    """Begins to look for semantic matches: they need only the plan, so word matches are found meanwhile.

    None where no words are searched, which nothing is close to.
    """
    if not planned.clauses:
        return None

    def look() -> Closest:
        vector = ask(text[:300], patiently=patiently)
        hits = semantic_matches(planned, lambda: _packed(vector()), params.language, params.filters, engine)
        return Closest(hits, vector.left_out)

    return Concurrent(look)


def _is_alone(
    closest: Closest, result: SearchResult, planned: Plan, text: str, params: SearchParams, engine: Searcher
) -> bool:
    """Whether nothing is shown as near to a text: it is the code of a case that was found, or noise."""
    if not closest.hits or (result.total and code_in(text)):
        return True
    return not result.total and _is_noise(planned, text, params, engine)


def _is_noise(planned: Plan, text: str, params: SearchParams, engine: Searcher) -> bool:
    """Whether nothing is close to a text: a code, or what looks like noise, of which no case has a word.

    Whatever is filtered.
    """
    if not (code_in(text) or looks_like_noise(text[:300])):
        return False
    return not engine.search(SearchRequest(planned.partial, params.language, limit=0)).total


def _packed(vector: Vector | None) -> bytes | None:
    return None if vector is None else vector.astype("<f4").tobytes()


def _found(
    these: Sequence[Hit], planned: Plan, params: SearchParams, thesaurus: Thesaurus, *, are_matches: bool = True
) -> list[FoundCase]:
    """Hits as readers see them. A case that was unpublished a moment ago may still be in the index: it is not shown."""
    found = cards([hit.code for hit in these], params.language)
    marks = highlights(found, planned, thesaurus, are_matches=are_matches)
    shown = {card.code: card for card in found}
    return [FoundCase(shown[hit.code], hit.score, marks[hit.code]) for hit in these if hit.code in shown]
