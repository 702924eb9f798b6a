"""List of a reader: a first page that merges word matches and semantic ones, then pages of word matches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.content.facets import FACETS
from search.contract.query import And, Constant, Not, Or, Query, Term
from search.contract.searcher import RELEVANCE, Hit, SearchRequest, SearchResult

from .merge import CANDIDATES, Candidates, Question, Ranked, merged

MOST_NEAR = 10  # semantic matches


@dataclass(frozen=True, slots=True)
class Listed:
    """Hits of a page, semantic matches, and the merged first page with the number of word matches that it shows."""

    hits: Sequence[Hit]
    near: Sequence[Hit]
    merged: Sequence[Ranked] = ()
    shown: int | None = None


def is_merged(question: Question) -> bool:
    """Whether the first page of this search is a merged one: words are searched, and the best come first."""
    params = question.params
    return bool(question.planned.clauses) and params.order == RELEVANCE and not params.is_walk


def needs_first_page(question: Question) -> bool:
    """Whether the page asked for depends on what the merged first page shows."""
    return is_merged(question) and (question.params.page == 1 or question.params.goes_on)


def first_request(question: Question) -> SearchRequest:
    """Request for word matches with their number and facets: of the page asked for, or of those that are merged."""
    params = question.params
    request = SearchRequest(
        query=question.planned.query,
        language=params.language,
        filters=params.filters,
        sort=params.order,
        offset=params.offset,
        limit=params.size,
        facets=tuple(FACETS),
        after=params.after,
    )
    if needs_first_page(question):
        return replace(request, offset=0, limit=max(params.size, CANDIDATES))
    return request


def one_list(question: Question, result: SearchResult, found: Candidates) -> Listed:
    """Hits to show of a search whose word matches are ``result``, and whose other candidates are ``found``."""
    params = question.params
    if not needs_first_page(question):
        ranked = merged(question, [], found)
        return Listed(result.hits, [one.hit for one in ranked][:MOST_NEAR] if params.page == 1 else [])
    ranked = merged(question, _with_far_matches(question, result, found), found)
    near = [one.hit for one in ranked if not one.is_word_match][:MOST_NEAR]
    kept = {hit.code for hit in near}
    first = [one for one in ranked if one.is_word_match or one.hit.code in kept][: params.size]
    shown = [one.hit.code for one in first if one.is_word_match]
    if params.page == 1:
        return Listed(result.hits[: params.size], near, first, len(shown))
    return Listed(_later(question, shown), [], shown=len(shown))


def _with_far_matches(question: Question, result: SearchResult, found: Candidates) -> Sequence[Hit]:
    """The best word matches, and those among the nearest in meaning that are further down."""
    known = {hit.code for hit in result.hits}
    others = sorted(set(found.cosines) - known)
    if result.total <= len(known) or not others:
        return result.hits
    request = _limited(question, Or(tuple(Term("code", code) for code in others)))
    return [*result.hits, *question.engine.search(replace(request, limit=len(others))).hits]


def _later(question: Question, shown: Sequence[str]) -> Sequence[Hit]:
    """Word matches of a later page, in their order, without those on the first."""
    params = question.params
    request = _limited(question, Not(Or(tuple(Term("code", code) for code in shown))))
    return question.engine.search(replace(request, offset=(params.page - 2) * params.size, limit=params.size)).hits


def _limited(question: Question, limit: Query) -> SearchRequest:
    query = And((question.planned.query, Constant(limit, 0.0)))
    return SearchRequest(query, question.params.language, question.params.filters)
