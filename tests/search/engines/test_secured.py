"""A cluster with TLS and keys: the roles of README.md are enough, and no more than enough."""

import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search.contract.documents import Upsert
from search.contract.errors import EngineUnavailable
from search.contract.faults import Fault, Kind
from search.contract.query import Term
from search.contract.searcher import SearchRequest
from search.engines.elasticsearch.engine import ElasticsearchEngine
from tests.elasticsearch_secured import SecuredNode

from .documents import build, document

pytestmark = pytest.mark.slow
README = Path(__file__).resolve().parents[3] / "search" / "engines" / "elasticsearch" / "README.md"
PORT = 9421
VECTOR = b"\x00\x00\x80\x3f" + bytes(4 * 383)


@pytest.fixture(scope="module")
def node(elasticsearch_url: str) -> Iterator[SecuredNode]:
    """Only where there is a node for the others."""
    node = SecuredNode(PORT)
    node.start()
    yield node
    node.stop()


def roles() -> tuple[Any, Any]:
    """As README.md tells an operator to write them: of who writes, and of who only searches."""
    text = README.read_text(encoding="utf-8")
    found = re.search(r'^ +(\{"cluster".*\})$', text, re.MULTILINE)
    assert found, "README.md has no role"
    writes = json.loads(found[1])
    only = re.search(r'`(\["read", [^`]*)`', text)
    assert only, "README.md does not say what searching needs"
    reads = json.loads(json.dumps(writes))
    reads["indices"][0]["privileges"] = json.loads(only[1])
    return writes, reads


@pytest.fixture
def known(settings: Any, node: SecuredNode) -> Iterator[Any]:
    """Makes engines that log in with a key. Clients are kept by address alone, hence forgotten in between."""
    from search.engines.elasticsearch import client

    settings.ELASTICSEARCH_CA = str(node.certificate)
    settings.ELASTICSEARCH_READ_TIMEOUT = 10.0

    def known_by(key: str, prefix: str) -> ElasticsearchEngine:
        settings.ELASTICSEARCH_API_KEY = key
        client._connect.cache_clear()
        return ElasticsearchEngine([node.url], prefix)

    yield known_by
    client._connect.cache_clear()


def found(engine: ElasticsearchEngine) -> list[str]:
    return [hit.code for hit in engine.search(SearchRequest(Term("title_en", "tram"), "en")).hits]


def kind_of(fault: Fault | None) -> Kind | None:
    return fault.kind if fault else None


def test_the_roles_of_the_readme(node: SecuredNode, known: Any) -> None:
    writes, reads = roles()
    prefix = f"knowledgebase-cases-{uuid.uuid4().hex[:8]}"
    key = node.api_key(writes)
    engine = known(key, prefix)
    assert build(engine, [document("A-1", "Tram")], 1, [("A-1", VECTOR)]) == 1
    engine.apply([Upsert(document("B-1", "Trams"), 2)])
    engine.put_vectors([("B-1", VECTOR)])
    assert sorted(found(engine)) == ["A-1", "B-1"]
    assert build(engine, [document("C-1", "Tram")], 3) == 1
    assert found(engine) == ["C-1"]
    assert engine.roll_back()
    engine.tidy()
    engine.delete_stale()
    assert engine.fault() is None, "its condition is told with these rights"
    assert engine.is_current() and sorted(engine.versions()) == ["A-1", "B-1"] and len(engine.digests()) == 2

    reader = known(node.api_key(reads), prefix)
    assert sorted(found(reader)) == ["A-1", "B-1"] and reader.fault() is None
    with pytest.raises(EngineUnavailable, match="403"):
        reader.apply([Upsert(document("D-1"), 4)])
    with pytest.raises(EngineUnavailable, match="403"):
        reader.new_index()

    stranger = known(key, "somebody-elses")
    assert kind_of(stranger.fault()) is Kind.NO_RIGHTS
    with pytest.raises(EngineUnavailable, match="403"):
        stranger.new_index()


def test_who_is_not_known_and_whom_we_do_not_know(node: SecuredNode, known: Any, settings: Any) -> None:
    assert kind_of(known("bm90OmE=", "knowledgebase-cases-x").fault()) is Kind.NOT_KNOWN
    with pytest.raises(EngineUnavailable, match="401"):
        found(known("bm90OmE=", "knowledgebase-cases-x"))
    settings.ELASTICSEARCH_CA = ""
    with pytest.raises(EngineUnavailable, match=r"(?i)certificate"):
        found(known("bm90OmE=", "knowledgebase-cases-x"))
