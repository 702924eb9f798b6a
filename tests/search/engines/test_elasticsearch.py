"""The Elasticsearch engine keeps the contract."""

import uuid
from collections.abc import Iterator

import pytest

from search.engines.elasticsearch.engine import ElasticsearchEngine

from .building import BuildContract
from .contract import EngineContract, NearestContract
from .documents import build


class TestElasticsearch(EngineContract, BuildContract, NearestContract):
    @pytest.fixture
    def fresh(self, settings) -> Iterator[ElasticsearchEngine]:
        settings.ELASTICSEARCH_REPLICAS = 0
        prefix = f"test-{uuid.uuid4().hex[:8]}"
        e = ElasticsearchEngine(["http://127.0.0.1:9200"], prefix)
        yield e
        from search.engines.elasticsearch.client import connect

        c = connect(e.hosts).options(request_timeout=30)
        for name in c.indices.get_alias(index=f"{prefix}-*"):
            c.indices.delete(index=name)

    @pytest.fixture
    def engine(self, fresh: ElasticsearchEngine) -> ElasticsearchEngine:
        build(fresh, [])
        return fresh
