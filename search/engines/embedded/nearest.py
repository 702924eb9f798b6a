"""Nearest vectors under limits, exactly."""

from collections.abc import Hashable

import tantivy
from tantivy import Occur

from search.contract.caching import BoundedCache
from search.contract.query import MatchNone
from search.contract.searcher import Hit, NearestRequest

from .counting import chosen, filter_query
from .rows import Rows, matching_rows
from .translate import Translator
from .vectors import VectorFile

REMEMBERED = 16  # limits; a byte for each document


class Candidates:
    """Rows that a request leaves to be compared, by what one searcher sees."""

    def __init__(self, searcher: tantivy.Searcher, translator: Translator) -> None:
        self._searcher, self._translator = searcher, translator
        # Limits are often the same: none, or a topic. What is left out, the matches of words, is another every time.
        self._within: BoundedCache[Hashable, Rows] = BoundedCache(REMEMBERED)

    def rows(self, request: NearestRequest) -> Rows:
        """The rows of the documents within the limits, but for those that match ``without``."""
        translate, schema = self._translator.matching, self._translator.schema
        limits = filter_query(translate(request.query), request.filters, schema)
        if request.codes is not None:
            limits = _both(limits, tantivy.Query.term_set_query(schema, "code", list(request.codes)))
            within = matching_rows(self._searcher, limits)
        else:
            asked = request.query, chosen(request.filters)
            within = self._within.get_or_set(asked, lambda: matching_rows(self._searcher, limits))
        if request.without == MatchNone():
            return within
        without = matching_rows(self._searcher, _both(limits, translate(request.without)))
        left = within.copy()
        left[: len(without)] &= ~without
        return left


def nearest(candidates: Candidates, vectors: VectorFile, request: NearestRequest) -> list[Hit]:
    """See ``search.contract.engine.Engine.nearest``."""
    similarity = vectors.similarity(request.vector)
    return similarity.nearest(candidates.rows(request), request.limit) if similarity else []


def _both(one: tantivy.Query, other: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Must, one), (Occur.Must, other)])
