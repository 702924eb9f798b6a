"""Snapshot of the index, and the answers it gave lately: they hold until the index changes.

Whoever turns a page, changes the order or takes a filter away asks again for what was counted a moment ago, and some
questions are asked all day.
"""

from collections.abc import Hashable, Mapping

import tantivy

from search.contract.caching import BoundedCache
from search.contract.cursor import Cursor
from search.contract.searcher import RELEVANCE, Hit, NearestRequest, SearchRequest, SearchResult

from .counting import chosen, facet_counts, filter_query
from .nearest import Candidates, nearest
from .paging import page
from .translate import Translator
from .vectors import VectorFile

REMEMBERED = 64  # answers of each kind; one takes some 20 kB

Page = tuple[int, list[Hit], Cursor | None]


class Snapshot:
    """Answers from what one searcher sees. Vectors may change meanwhile: their version belongs to what is asked."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, vectors: VectorFile) -> None:
        self.searcher, self.schema, self.vectors = searcher, schema, vectors
        self.translator = Translator(schema, searcher)
        self.candidates = Candidates(searcher, self.translator)
        self._pages: BoundedCache[Hashable, Page] = BoundedCache(REMEMBERED)
        self._counts: BoundedCache[Hashable, Mapping[str, Mapping[str, int]]] = BoundedCache(REMEMBERED)
        self._nearest: BoundedCache[Hashable, list[Hit]] = BoundedCache(REMEMBERED)

    def search(self, request: SearchRequest) -> SearchResult:
        """See ``search.contract.engine.Engine``."""
        asked = request.query, chosen(request.filters)
        place = request.sort, request.language, request.offset, request.limit, request.after
        total, hits, following = self._pages.get_or_set((asked, place), lambda: self._page(request))
        counts = self._counts.get_or_set((asked, tuple(request.facets)), lambda: self._count(request))
        return SearchResult(total, list(hits), {name: dict(values) for name, values in counts.items()}, following)

    def nearest(self, request: NearestRequest) -> list[Hit]:
        """See ``search.contract.engine.Engine``."""
        codes = None if request.codes is None else tuple(request.codes)
        limits = request.query, request.without, chosen(request.filters), codes
        asked = self.vectors.version(), request.vector, limits, request.limit
        return list(self._nearest.get_or_set(asked, lambda: nearest(self.candidates, self.vectors, request)))

    def _page(self, request: SearchRequest) -> Page:
        # Scores cost more than all the rest: they are only computed where somebody looks at them.
        is_scored = request.sort == RELEVANCE and request.limit
        translate = self.translator.translate if is_scored else self.translator.matching
        return page(self.searcher, filter_query(translate(request.query), request.filters, self.schema), request)

    def _count(self, request: SearchRequest) -> Mapping[str, Mapping[str, int]]:
        matching = self.translator.matching(request.query)
        return facet_counts(self.searcher, matching, request.filters, request.facets, self.schema)
