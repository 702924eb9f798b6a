"""Takes documents that were replaced out of the statistics that scores are made of.

Lucene counts them until their segment is merged, which in a small collection is seldom. Elasticsearch keeps them for up
to half a minute for copies that lag behind, so merging at once would be in vain.
"""

from elasticsearch import Elasticsearch

SMALL = 20_000  # documents; in a larger index Lucene's own merges keep the share low
MOST_REPLACED = 0.02  # share of an index
MERGING = {"expunge_deletes_allowed": 0.0, "deletes_pct_allowed": 5.0}  # per cent; 10 and 20 by default


def tidy(client: Elasticsearch, index: str) -> None:
    """Merges a small index that holds many replaced documents."""
    found = client.indices.stats(index=index, metric="docs")["_all"]["primaries"]["docs"]
    held, replaced = int(found["count"]), int(found["deleted"])
    if held + replaced <= SMALL and replaced > MOST_REPLACED * (held + replaced):
        client.indices.flush(index=index)
        client.indices.forcemerge(index=index, only_expunge_deletes=True)
        client.indices.refresh(index=index)
