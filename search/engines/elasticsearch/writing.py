"""Writes in bulk. Every document carries its version, and what comes late loses (external versions)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.contract.documents import Change, Delete, SearchDocument, Upsert
from search.contract.errors import EngineUnavailable, Refused

from .documents import source
from .refusals import of_error
from .vectors import Aside, packed

CHUNK = 500  # documents of one request, of which a request may have less (10 MB at most)
CONFLICT, NOT_FOUND = 409, 404
SHARD_PATIENCE = "3s"  # for a shard that a node which just came back has yet to open; a minute without it
ATTEMPTS = 5  # for a request of a rebuild that the cluster has no room for just now

Action = dict[str, Any]


def upsert(document: SearchDocument, version: int, vector: str | None) -> Action:
    """Bulk action that puts a document, with the vector it has."""
    content = source(document) | ({"vector": vector} if vector else {})
    return {"_op_type": "index", "_id": document.code, "_source": content, **_versioned(version)}


def _versioned(version: int) -> Action:
    return {"version": version, "version_type": "external"}


def write(client: Elasticsearch, index: str, actions: Iterable[Action], **options: Any) -> list[str]:
    """Sends actions; the codes of those that came late. Raises EngineUnavailable where one could not be done."""
    late: list[str] = []
    options |= {"chunk_size": CHUNK, "max_chunk_bytes": 10_000_000, "timeout": SHARD_PATIENCE}
    sent = streaming_bulk(client, actions, index=index, raise_on_error=False, **options)
    for ok, item in sent:
        (kind, result), *_rest = item.items()
        if ok:
            continue
        if result["status"] == CONFLICT:
            late.append(str(result["_id"]))
        elif not (kind == "delete" and result.get("result") == "not_found"):
            raise _failure(result)
    return late


def _failure(result: Action) -> EngineUnavailable:
    if fault := of_error(result["status"], result.get("error")):
        return EngineUnavailable(fault)
    reason = f"Elasticsearch did not take {result.get('_id')}: {result['status']} {result.get('error')}"
    return Refused(reason) if result["status"] == 400 else EngineUnavailable(reason)


def apply(client: Elasticsearch, index: str, changes: Sequence[Change], **options: Any) -> None:
    """Changes, in order; a document that is put keeps its vector."""
    vectors = kept_vectors(client, index, [change.document.code for change in changes if isinstance(change, Upsert)])
    write(client, index, _actions(changes, vectors), refresh=True, **options)


def _actions(changes: Iterable[Change], vectors: dict[str, str]) -> Iterator[Action]:
    for change in changes:
        match change:
            case Upsert(document, version):
                yield upsert(document, version, vectors.get(document.code))
            case Delete(code, version):
                yield {"_op_type": "delete", "_id": code, **_versioned(version)}


def kept_vectors(client: Elasticsearch, index: str, codes: Sequence[str]) -> dict[str, str]:
    """The vectors that documents have, by code, as they were packed."""
    found = _documents(client, index, codes, source_includes=["vector"])
    return {item["_id"]: item["_source"]["vector"] for item in found if "vector" in item["_source"]}


def _documents(client: Elasticsearch, index: str, codes: Sequence[str], **options: Any) -> Iterator[Action]:
    for start in range(0, len(codes), CHUNK):
        answer = client.mget(index=index, ids=list(codes[start : start + CHUNK]), **options)
        for item in answer["docs"]:
            if "error" in item:
                raise EngineUnavailable(f"Elasticsearch cannot read {item['_id']}: {item['error']}")
            if item["found"]:
                yield item


def put_vectors(
    client: Elasticsearch, index: str, vectors: Iterable[tuple[str, bytes]], gone: Sequence[str], **options: Any
) -> None:
    """Writes documents again with other vectors, under the versions that they have.

    One that was changed in between, by somebody who did not wait for the lock, is read and written once more.
    """
    everything = (*((code, packed(vector)) for code, vector in vectors), *((code, "") for code in gone))
    remaining = iter(everything)
    while batch := dict(islice(remaining, CHUNK)):
        for _attempt in range(ATTEMPTS):
            late = write(client, index, _revectored(client, index, batch), refresh=True, **options)
            batch = {code: batch[code] for code in late}
            if not batch:
                break


def _revectored(client: Elasticsearch, index: str, vectors: dict[str, str]) -> Iterator[Action]:
    for item in _documents(client, index, list(vectors)):
        vector = vectors[item["_id"]]
        if item["_source"].get("vector", "") == vector:
            continue
        content = {name: value for name, value in item["_source"].items() if name != "vector"}
        content |= {"vector": vector} if vector else {}
        versioned = {"version": item["_version"], "version_type": "external_gte"}
        yield {"_op_type": "index", "_id": item["_id"], "_source": content, **versioned}


def bulk_index(
    client: Elasticsearch,
    index: str,
    documents: Iterable[SearchDocument],
    version: int,
    vectors: Iterable[tuple[str, bytes]],
) -> int:
    """Documents of a new index, with their vectors; how many."""
    count = 0

    def actions() -> Iterator[Action]:
        nonlocal count
        for document in documents:
            vector = aside.get(document.code)
            yield upsert(document, version, packed(vector) if vector else None)
            count += 1

    with Aside(vectors) as aside:
        write(client, index, actions(), max_retries=ATTEMPTS)
    client.indices.refresh(index=index)
    return count
