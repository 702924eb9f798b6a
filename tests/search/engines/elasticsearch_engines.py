"""Elasticsearch engines for tests, each with indexes of its own that are gone afterwards."""

import uuid

from search.engines.elasticsearch.client import connect
from search.engines.elasticsearch.engine import ElasticsearchEngine


class Engines:
    """Makes engines at an address."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.made: list[ElasticsearchEngine] = []

    def new(self) -> ElasticsearchEngine:
        """An engine without an index."""
        engine = ElasticsearchEngine([self.url], f"test-{uuid.uuid4().hex[:12]}")
        self.made.append(engine)
        return engine

    def remove(self) -> None:
        """Deletes all their indexes."""
        client = connect([self.url]).options(request_timeout=60)
        # One may hold another's by its prefix.
        names = sorted({name for engine in self.made for name in client.indices.get_alias(index=f"{engine.prefix}-*")})
        for start in range(0, len(names), 20):
            client.indices.delete(index=names[start : start + 20])
