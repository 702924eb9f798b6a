"""The site of these tests."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from cases.services.imports.cases import ImportOptions, import_cases
from search.engines import get_engine
from search.engines.elasticsearch.client import connect
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.sync.rebuild import rebuild
from tests.conftest import as_file

from .proxy import FaultProxy
from .site import Site, thread_at_work, upstream


@pytest.fixture
def interval() -> float:
    """Seconds between two rounds of the thread, and between two probes: less than on a site, to save time."""
    return float(os.environ.get("FAULTS_INTERVAL", "1"))


@pytest.fixture
def site(
    elasticsearch_url: str,
    elasticsearch_prefix: str,
    settings: Any,
    starter_records: list[dict[str, Any]],
    foundation: None,
    monkeypatch: pytest.MonkeyPatch,
    interval: float,
) -> Iterator[Site]:
    """Three cases in both engines; the remote one is asked through the proxy."""
    proxy = FaultProxy(upstream(elasticsearch_url))
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_PROBE_SECONDS = interval
    settings.ELASTICSEARCH_URL = [proxy.url]
    settings.ELASTICSEARCH_PREFIX = elasticsearch_prefix
    settings.ELASTICSEARCH_REPLICAS = 0
    direct = ElasticsearchEngine([elasticsearch_url])
    import_cases(as_file(starter_records[:3]), ImportOptions(publish=True))
    for name in ("elasticsearch", "embedded"):
        rebuild(get_engine(name))
    with thread_at_work(monkeypatch, interval):
        yield Site(proxy, direct)
    proxy.close()
    client = connect([elasticsearch_url]).options(request_timeout=30)
    names = client.indices.get_alias(index=f"{elasticsearch_prefix}-*") if client.ping() else ()
    for name in names:
        client.indices.delete(index=name)
