"""One search from parameters to what a reader is shown."""

from dataclasses import asdict, dataclass
from typing import Any

from .contract import Engine, SearchRequest, SearchResult
from .document import CaseCard, cards
from .engines import get_engine
from .facets import FACETS, Facet
from .params import SearchParams
from .planner import plan
from .thesaurus import current_thesaurus


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


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A hit as readers see it."""

    card: CaseCard
    score: float


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results."""

    params: SearchParams
    total: int
    hits: list[FoundCase]
    facets: list[FacetResult]

    def as_dict(self) -> dict[str, Any]:
        """The object that the API and the command line give."""
        return {
            "query": self.params.q,
            "language": self.params.language,
            "total": self.total,
            "page": self.params.page,
            "size": self.params.size,
            "sort": self.params.order,
            "hits": [
                {
                    "code": hit.card.code,
                    "import_id": hit.card.import_id,
                    "title": hit.card.title,
                    "language": hit.card.language,
                    "url": hit.card.url,
                    "score": hit.score,
                }
                for hit in self.hits
            ],
            "facets": {
                facet.name: [
                    {key: value for key, value in asdict(item).items() if key != "depth" or FACETS[facet.name].is_tree}
                    for item in facet.values
                ]
                for facet in self.facets
            },
        }


def search(params: SearchParams, engine: Engine | None = None) -> SearchPage:
    """Runs a search. Raises EngineUnavailable when the engine cannot answer."""
    engine = engine or get_engine()
    request = SearchRequest(
        query=plan(params.q, params.language, current_thesaurus()).query,
        language=params.language,
        filters=params.filters,
        sort=params.order,
        offset=params.offset,
        limit=params.size,
        facets=tuple(FACETS),
    )
    result = engine.search(request)
    found = {card.code: card for card in cards([hit.code for hit in result.hits], params.language)}
    # A case that was unpublished a moment ago may still be in the index: it is not shown.
    hits = [FoundCase(found[hit.code], hit.score) for hit in result.hits if hit.code in found]
    return SearchPage(params, result.total, hits, [_facet(facet, result, params) for facet in FACETS.values()])


def _facet(facet: Facet, result: SearchResult, params: SearchParams) -> FacetResult:
    counts = dict(result.facets.get(facet.name, {}))
    selected = set(params.filters.get(facet.name, ()))
    counts |= {value: 0 for value in selected if value not in counts}  # a choice that gives nothing can be undone
    labels = facet.labels(counts, params.language)
    order = list(labels) if facet.is_tree else sorted(labels, key=lambda value: (-counts[value], labels[value]))
    tree = current_thesaurus().tree if facet.is_tree else {}
    values = [
        FacetValue(value, labels[value], counts[value], value in selected, tree[value].depth if value in tree else 0)
        for value in order
    ]
    return FacetResult(facet.name, str(facet.label), values)
