"""Fields of an Elasticsearch index, its settings, and what tells an index of today from an older one."""

import hashlib
import json
from typing import Any

from django.conf import settings
from elasticsearch.dsl import Mapping

from search.content.facets import FACETS
from search.meaning.embedder import model_name
from search.params import DEEPEST, MOST

from .analysis import FORMS, TOKENS, analysis, analyzer
from .scoring import COUNTED_BM25, similarity
from .tidying import MERGING
from .vectors import INT8_HNSW

PARTS = ("title", "summary", "body")
# Raise it when a digest, or what the code of this package indexes, changes and neither mapping nor analysis shows it.
FORMAT = 4
LONGEST_CODE = 8000  # characters; Lucene refuses longer ones
LONGEST_PATTERN = 100_000  # characters of the pattern that Near becomes; 1,000 by default
TOMBSTONES = "1h"  # how long a deleted document's version is known, so that a late write loses; a minute by default

Settings = dict[str, Any]


def languages() -> list[str]:
    """Languages that have fields of their own."""
    return [code for code, _name in settings.LANGUAGES]


def mapping() -> Mapping:
    """Analysed text per part and language; codes as they are; one sort key per order. What is unknown is refused."""
    made = Mapping()
    made.meta("dynamic", "strict")
    for name in ("code", "digest", *FACETS):
        made.field(name, "keyword", ignore_above=LONGEST_CODE)
    made.field("newest", "long")
    made.field("started", "integer")
    for language in languages():
        for part in PARTS:
            made.field(
                f"{part}_{language}", "text", analyzer=analyzer(language), search_analyzer=TOKENS,
                similarity=COUNTED_BM25,
            )  # fmt: skip
        # Words of titles as they are typed, for suggestions: a stem is not what a half typed word begins with.
        made.field(f"words_{language}", "text", analyzer=FORMS, index_options="docs", norms=False)
        made.field(f"sort_{language}", "keyword", index=False, ignore_above=LONGEST_CODE)
    made.field("vector", "dense_vector", **_vector_options())
    return made


def _vector_options() -> Settings:
    """Mapping of the vector, whose dimensions are those of the first one."""
    if settings.ELASTICSEARCH_VECTORS == INT8_HNSW:
        return {"index": True, "similarity": "dot_product", "index_options": {"type": "int8_hnsw"}}
    return {"index": False}  # compared one by one: exact


def index_body() -> Settings:
    """Body of the request that creates an index."""
    mappings = mapping().to_dict()
    mappings["_meta"] = {"fingerprint": fingerprint()}
    return {"mappings": mappings, "settings": index_settings()}


def index_settings() -> Settings:
    """Analysis and scoring from the tables, size from the environment."""
    return {
        "number_of_shards": settings.ELASTICSEARCH_SHARDS,
        "number_of_replicas": settings.ELASTICSEARCH_REPLICAS,
        "max_result_window": DEEPEST + MOST,
        "max_regex_length": LONGEST_PATTERN,
        "gc_deletes": TOMBSTONES,
        "merge": {"policy": MERGING},
        "mapping.exclude_source_vectors": False,  # they are read again when the words of a case change
        "analysis": analysis(),
        "similarity": {COUNTED_BM25: similarity()},
    }


def fingerprint() -> str:
    """Changes with fields, text analysis, scoring and model: an index with another one must be built anew."""
    parts = [FORMAT, model_name(), mapping().to_dict(), analysis(), similarity()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
