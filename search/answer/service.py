"""Search, from parameters to the page of results that a reader is shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.conf import settings

from search.content.documents import CaseCard, cards, topics_of
from search.content.facets import FACETS, Facet
from search.content.thesaurus import Thesaurus, current_thesaurus
from search.contract.cursor import Cursor
from search.contract.searcher import Hit, Searcher, SearchRequest, SearchResult
from search.engines.deadline import Concurrent
from search.meaning.asking import ask
from search.meaning.embedder import Vector
from search.models import EMBEDDED
from search.params import SearchParams
from search.understanding.correction import Corrected, Correction, correct
from search.understanding.planner import Plan, plan

from .blend import semantic_matches
from .failover import answer
from .highlight import Highlights, highlights
from .metrics import measured


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: how many cases it would give, and where it stands in a tree (0 at the top)."""

    value: str
    label: str
    count: int
    selected: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FacetResult:
    """A facet with its values in the order to show them."""

    name: str
    label: str
    values: list[FacetValue]
    note: str = ""


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
            "score": self.score,
            "highlights": self.highlights.as_dict(),
        }


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


def search(params: SearchParams, engine: Searcher | None = None) -> SearchPage:
    """Runs a search, on the engine given or on the one that answers. Raises EngineUnavailable when none can.

    A query whose words match nothing is read again as what it may have meant, unless ``params.exact``.
    """
    if engine is not None:
        return _search(params, engine)
    with measured(settings.SEARCH_ENGINE) as measure:
        found = answer(lambda engine: _search(params, engine))
        measure.outcome = "found" if found.value.total else "nothing"
        if not found.degraded:
            return found.value
        measure.engine, measure.degraded = EMBEDDED, True
    return replace(found.value, degraded=True)


def _search(params: SearchParams, engine: Searcher) -> SearchPage:
    thesaurus = current_thesaurus()
    text, correction = params.q, Correction(params.q)
    planned = plan(text, params.language, thesaurus)
    close = _close(planned, text, params, engine)
    result = engine.search(_request(planned, params))
    if not result.total and planned.clauses and not params.exact:
        correction = correct(text, planned, params.language, thesaurus, engine)
        if correction.text != text:
            text = correction.text
            planned = plan(text, params.language, thesaurus)
            close = _close(planned, text, params, engine)
            result = engine.search(_request(planned, params))
    hits = _found(result.hits, planned, params, thesaurus)
    facets = [_facet(facet, result, params) for facet in FACETS.values()]
    closest = close.result() if close else []  # last, so that it had time meanwhile
    near = _found(closest, planned, params, thesaurus, are_matches=False)
    return SearchPage(
        params, result.total, hits, facets, near, correction.corrected, correction.did_you_mean, planned,
        following=result.following,
    )  # fmt: skip


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


def _close(planned: Plan, text: str, params: SearchParams, engine: Searcher) -> Concurrent[list[Hit]] | None:
    """Begins to look for semantic matches: they need only the plan, so word matches are found meanwhile.

    None where no words are searched, which nothing is close to.
    """
    if not planned.clauses:
        return None

    def look() -> list[Hit]:
        vector = ask(text[:300])
        return semantic_matches(planned, lambda: _packed(vector()), params.language, params.filters, engine)

    return Concurrent(look)


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


def _facet(facet: Facet, result: SearchResult, params: SearchParams) -> FacetResult:
    counts = dict(result.facets.get(facet.name, {}))
    selected = set(params.filters.get(facet.name, ()))
    counts |= {value: 0 for value in selected if value not in counts}  # a choice that gives nothing can be undone
    labels = facet.labels(counts, params.language)
    order = list(labels) if facet.in_order else sorted(labels, key=lambda value: (-counts[value], labels[value]))
    tree = current_thesaurus().tree if facet.is_tree else {}
    values = [
        FacetValue(value, labels[value], counts[value], value in selected, tree[value].depth if value in tree else 0)
        for value in order
    ]
    return FacetResult(facet.name, str(facet.label), values, str(facet.note))
