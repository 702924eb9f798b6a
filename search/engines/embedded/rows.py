"""Rows of the vector file that belong to the documents a query matches.

Every document says its row, as a block and a bit of that block. The bits of those that match, added up, say which they
are; tantivy adds up all blocks at once, in milliseconds for a hundred thousand documents. To be told document by
document, or to ask for the nearest ones by their codes until enough of them match, takes many times as long.
"""

import numpy as np
import tantivy
from numpy.typing import NDArray

BLOCK, BIT = "block", "bit"  # fields of a document
BITS = 48  # of a block: tantivy adds in floats, which are exact up to 53
ALL_BLOCKS = 10_000_000

Rows = NDArray[np.bool_]  # by row: whether it is one of them

_BLOCKS = {"terms": {"field": BLOCK, "size": ALL_BLOCKS}, "aggs": {"bits": {"sum": {"field": BIT}}}}


def place(row: int) -> tuple[int, int]:
    """Block and bit of a row."""
    return row // BITS, 1 << row % BITS


def matching_rows(searcher: tantivy.Searcher, query: tantivy.Query) -> Rows:
    """The rows of the documents that match, up to the last of them or a little further.

    None where the index has no rows, as those of older formats until the new one is built; and none of more than three
    million, whose blocks are more than tantivy counts. This engine is not for so many.
    """
    try:
        blocks = searcher.aggregate(query, {"blocks": _BLOCKS})["blocks"]["buckets"]
    except ValueError:
        blocks = []
    numbers = [int(block["key"]) for block in blocks]
    bits = np.zeros(max(numbers, default=-1) + 1, dtype="<u8")
    bits[numbers] = [int(block["bits"]["value"]) for block in blocks]
    by_byte = bits.view(np.uint8).reshape(-1, 8)[:, : BITS // 8]
    return np.unpackbits(by_byte, bitorder="little").view(np.bool_)
