"""Nearest vectors under filters, exactly: cosines first or filters first, whichever leaves less to do."""

import numpy as np
import tantivy

from search.contract import Hit, NearestRequest

from .vectors import VectorFile

FEW = 2000  # documents whose codes are read, to compare their vectors alone
FEW_TRIED = 50  # nearest of all that are tried against the filters, beside twice the share that they let through


def nearest(index: tantivy.Index, vectors: VectorFile, narrowed: tantivy.Query, request: NearestRequest) -> list[Hit]:
    """See ``search.contract.Engine.nearest``; ``narrowed`` is the request's query with its filters."""
    searcher = index.searcher()
    if request.codes is not None:
        allowed = _allowed(searcher, index.schema, narrowed, list(request.codes))
        return _best(*vectors.cosines(request.vector, sorted(allowed)), request.limit)
    total: int = searcher.search(narrowed, 1, count=True).count  # type: ignore[attr-defined]  # missing in its stub
    if total <= FEW:
        return _best(*vectors.cosines(request.vector, _codes(searcher, narrowed, total)), request.limit)
    codes, cosines = vectors.cosines(request.vector)
    take = FEW_TRIED + 2 * request.limit * searcher.num_docs // total  # one try is then mostly enough
    while len(codes):
        tried = _best(codes, cosines, min(take, len(codes)))
        allowed = _allowed(searcher, index.schema, narrowed, [hit.code for hit in tried])
        hits = [hit for hit in tried if hit.code in allowed]
        if len(hits) >= request.limit or take >= len(codes):
            return hits[: request.limit]
        take *= 5
    return []


def _best(codes: list[str], cosines: "np.ndarray[tuple[int], np.dtype[np.float32]]", limit: int) -> list[Hit]:
    """The highest cosines, ties by code; rows that are nobody's left out."""
    most = min(len(codes), limit + codes.count("") if len(codes) > limit else len(codes))
    if not most:
        return []
    edge = np.partition(cosines, len(codes) - most)[len(codes) - most]
    candidates = [(float(cosines[row]), codes[row]) for row in np.flatnonzero(cosines >= edge) if codes[row]]
    candidates.sort(key=lambda item: (-item[0], item[1]))
    return [Hit(code, round(cosine, 4)) for cosine, code in candidates[:limit]]


def _codes(searcher: tantivy.Searcher, query: tantivy.Query, total: int) -> list[str]:
    if not total:
        return []
    found = searcher.search(query, total, count=False).hits
    return [str(searcher.doc(address).get_first("code")) for _score, address in found]


def _allowed(searcher: tantivy.Searcher, schema: tantivy.Schema, narrowed: tantivy.Query, codes: list[str]) -> set[str]:
    """Those of the codes that the query lets through."""
    these = tantivy.Query.term_set_query(schema, "code", codes)
    both = tantivy.Query.boolean_query([(tantivy.Occur.Must, narrowed), (tantivy.Occur.Must, these)])
    return set(_codes(searcher, both, len(codes)))
