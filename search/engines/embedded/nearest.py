"""Nearest vectors under filters, exactly: cosines first or filters first, whichever leaves less to do."""

from collections.abc import Sequence

import tantivy
from tantivy import Occur

from search.contract import Hit, NearestRequest

from .similarity import Similarity
from .vectors import VectorFile

FEW = 2000  # documents whose codes are read, to compare their vectors alone
FIRST = 50  # nearest of all that are tried against the filters, beside 3/2 of what should be enough for their share


class Candidates:
    """The documents of an index within limits, but for those that match ``without``."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        limits: tantivy.Query | None,
        without: tantivy.Query | None,
    ) -> None:
        """Nothing limits, or is left out, where it is None."""
        self.searcher, self.schema = searcher, schema
        self.limits, self.without = limits, without

    def most(self) -> int:
        """How many there are at most; much quicker to know than how many there are."""
        return self._count(self.limits) if self.limits is not None else int(self.searcher.num_docs)

    def total(self) -> int:
        """How many there are."""
        return self._count(self._query([]))

    def codes(self) -> list[str]:
        """All of them."""
        return self._codes([], self.searcher.num_docs)

    def among(self, codes: Sequence[str]) -> set[str]:
        """Those of the codes that are candidates."""
        if not codes:
            return set()
        these = tantivy.Query.term_set_query(self.schema, "code", list(codes))
        return set(self._codes([(Occur.Must, these)], len(codes)))

    def _codes(self, also: list[tuple[Occur, tantivy.Query]], most: int) -> list[str]:
        found = self.searcher.search(self._query(also), max(1, most), count=False).hits
        return [str(self.searcher.doc(address).get_first("code")) for _score, address in found]

    def _count(self, query: tantivy.Query) -> int:
        total: int = self.searcher.search(query, 1, count=True).count  # type: ignore[attr-defined]  # missing in its stub
        return total

    def _query(self, also: list[tuple[Occur, tantivy.Query]]) -> tantivy.Query:
        needed = [*also, (Occur.Must, self.limits)] if self.limits is not None else also
        excluded = [(Occur.MustNot, self.without)] if self.without is not None else []
        return tantivy.Query.boolean_query([*(needed or [(Occur.Must, tantivy.Query.all_query())]), *excluded])


def nearest(candidates: Candidates, vectors: VectorFile, request: NearestRequest) -> list[Hit]:
    """See ``search.contract.Engine.nearest``."""
    if request.codes is not None:
        return _best(vectors, request, sorted(candidates.among(request.codes)))
    most = candidates.most()
    if most <= FEW:
        return _best(vectors, request, candidates.codes())
    similarity = vectors.similarity(request.vector)
    if similarity is None:
        return []
    tried, hits = _tried(candidates, similarity, request.limit, most)
    if len(hits) >= request.limit:
        return hits
    # Much of what the limits let through is left out; where it may be nearly all, it is worth to count exactly.
    total = most * len(hits) // max(1, tried)
    if total <= 2 * FEW:
        total = candidates.total()
        if total <= FEW:
            return _best(vectors, request, candidates.codes())
    while len(hits) < request.limit and total:
        _number, hits = _tried(candidates, similarity, request.limit, total)
        total //= 4
    return hits


def _best(vectors: VectorFile, request: NearestRequest, codes: Sequence[str]) -> list[Hit]:
    """Of these codes."""
    similarity = vectors.similarity(request.vector, codes)
    return similarity.ranked(range(len(similarity)))[: request.limit] if similarity else []


def _tried(candidates: Candidates, similarity: Similarity, limit: int, expected: int) -> tuple[int, list[Hit]]:
    """How many of the nearest were tried, and which are candidates: of as many as should hold ``limit`` of them, if
    ``expected`` is how many there are. There are no nearer candidates than those it gives."""
    rows, least = similarity.nearest_rows(FIRST + 3 * limit * len(similarity) // (2 * expected))
    allowed = candidates.among([similarity.codes[row] for row in rows])
    return len(rows), similarity.ranked([row for row in rows if similarity.codes[row] in allowed], least)[:limit]
