"""One state of the index, and the answers it gave lately: they hold until the index changes.

Whoever turns a page, changes the order or takes a filter away asks again for what was counted a moment ago, and some
questions are asked all day.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import tantivy

from search.contract import RELEVANCE, Hit, NearestRequest, SearchRequest, SearchResult
from search.cursor import Cursor
from search.query import All, Nothing, Query

from .counting import facet_counts, filter_query
from .nearest import Candidates, nearest
from .paging import page
from .translate import Translator
from .vectors import VectorFile

REMEMBERED = 64  # answers of each kind; one takes some 20 kB

Chosen = tuple[tuple[str, tuple[str, ...]], ...]  # filters that can be remembered
Page = tuple[int, list[Hit], Cursor | None]


class Snapshot:
    """Answers from what one searcher sees. Vectors may change meanwhile: their version belongs to what is asked."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, vectors: VectorFile) -> None:
        self.searcher, self.schema, self.vectors = searcher, schema, vectors
        self.translator = Translator(schema, searcher)
        self._page = lru_cache(maxsize=REMEMBERED)(self._look_for_page)
        self._counts = lru_cache(maxsize=REMEMBERED)(self._count)
        self._nearest = lru_cache(maxsize=REMEMBERED)(self._look_for_nearest)

    def search(self, request: SearchRequest) -> SearchResult:
        """See ``search.contract.Engine``."""
        chosen, order = _chosen(request.filters), (request.sort, request.language)
        place = (request.offset, request.limit, request.after)
        total, hits, following = self._page(request.query, chosen, order, place)
        counts = self._counts(request.query, chosen, tuple(request.facets))
        return SearchResult(total, list(hits), {name: dict(values) for name, values in counts.items()}, following)

    def nearest(self, request: NearestRequest) -> list[Hit]:
        """See ``search.contract.Engine``."""
        codes = None if request.codes is None else tuple(request.codes)
        asked = (request.query, request.without, _chosen(request.filters))
        return list(self._nearest(self.vectors.version(), request.vector, asked, request.limit, codes))

    def _look_for_page(
        self, query: Query, chosen: Chosen, order: tuple[str, str], place: tuple[int, int, Cursor | None]
    ) -> Page:
        (sort, language), (offset, limit, after) = order, place
        # Scores cost more than all the rest: they are only computed where somebody looks at them.
        is_scored = sort == RELEVANCE and limit
        asked = self.translator.translate(query) if is_scored else self.translator.matching(query)
        request = SearchRequest(query, language, dict(chosen), sort, offset, limit, (), after)
        return page(self.searcher, filter_query(asked, request.filters, self.schema), request)

    def _count(self, query: Query, chosen: Chosen, facets: tuple[str, ...]) -> Mapping[str, Mapping[str, int]]:
        return facet_counts(self.searcher, self.translator.matching(query), dict(chosen), facets, self.schema)

    def _look_for_nearest(
        self,
        _version: int,
        vector: bytes,
        asked: tuple[Query, Query, Chosen],
        limit: int,
        codes: tuple[str, ...] | None,
    ) -> list[Hit]:
        query, without, chosen = asked
        matching, schema = self.translator.matching, self.schema
        is_limited = query != All() or any(values for _facet, values in chosen)
        limits = filter_query(matching(query), dict(chosen), schema) if is_limited else None
        excluded = None if without == Nothing() else matching(without)
        request = NearestRequest(vector, query, without, dict(chosen), limit, codes)
        return nearest(Candidates(self.searcher, schema, limits, excluded), self.vectors, request)


def _chosen(filters: Mapping[str, Sequence[str]]) -> Chosen:
    return tuple((facet, tuple(values)) for facet, values in sorted(filters.items()))
