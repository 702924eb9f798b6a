"""BM25 as the embedded engine computes it.

Robertson, Zaragoza: The Probabilistic Relevance Framework (2009), k1 = 1.2, b = 0.75. Lucene's own differs in two ways:
it leaves out the factor k1 + 1, and it takes only documents that have a field for the collection, so that a word would
weigh less in a language that few cases have. Here every text has one mark more than words (``analysis.COUNTED``), which
makes every document count and is taken off the average again.
"""

from typing import Any

COUNTED_BM25 = "counted_bm25"

_WEIGHT = """
return query.boost * 2.2 * Math.log(1 + (field.docCount - term.docFreq + 0.5) / (term.docFreq + 0.5));
"""
_SCORE = """
double average = Math.max(field.sumTotalTermFreq - field.docCount, 1) / (double) field.docCount;
return weight * doc.freq / (doc.freq + 1.2 * (0.25 + 0.75 * doc.length / average));
"""


def similarity() -> dict[str, Any]:
    """The similarity of text fields."""
    return {"type": "scripted", "weight_script": {"source": _WEIGHT}, "script": {"source": _SCORE}}
