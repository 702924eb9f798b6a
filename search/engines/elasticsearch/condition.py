"""Condition of the index that answers: whose it is, how many they are, what it was made with, whether it takes changes.

Everything is asked of the name under which the site searches, which may stand for anything: an index is only made,
moved or deleted here where its own name is one that this site gives (``indices.py``).
"""

from typing import Any

from elasticsearch import ApiError, AuthorizationException, Elasticsearch, NotFoundError

from search.contract.faults import Fault, Kind

from .indices import Indices
from .mapping import fingerprint, index_body
from .refusals import said_by

OLDEST = (9, 3)
BLOCKS = ("read_only_allow_delete", "read_only", "write", "metadata", "read")

Body = dict[str, Any]


def fault_of(client: Elasticsearch, prefix: str) -> Fault | None:
    """Fault of the index that answers, None where it is well. Raises what the client does where that says no more."""
    indices = Indices(client, prefix)
    try:
        if fault := _of_version(client):
            return fault
        found = client.indices.get(index=indices.alias).body
    except NotFoundError:
        return Fault(Kind.NO_INDEX)
    except ApiError as error:
        if fault := said_by(error):
            return fault
        raise
    return _of_names(found, indices) or _of_content(*next(iter(found.items())))


def _of_version(client: Elasticsearch) -> Fault | None:
    try:
        number = str(client.info()["version"]["number"])
    except AuthorizationException:  # nothing that the site needs
        return None
    major, minor, *_rest = number.split(".")
    return None if (int(major), int(minor)) >= OLDEST else Fault(Kind.OTHER_VERSION, number)


def _of_names(found: Body, indices: Indices) -> Fault | None:
    strangers = sorted(name for name in found if not indices.is_ours(name))
    if strangers:
        return Fault(Kind.NOT_OURS, ", ".join(strangers))
    return Fault(Kind.SEVERAL, ", ".join(sorted(found))) if len(found) > 1 else None


def _of_content(name: str, index: Body) -> Fault | None:
    settings, made_with = index["settings"]["index"], index["mappings"].get("_meta", {}).get("fingerprint")
    blocks = settings.get("blocks", {})
    for block in BLOCKS:
        if blocks.get(block) == "true":
            return Fault(Kind.READ_ONLY, f"index.blocks.{block} is set on {name}")
    if made_with is None or (made_with == fingerprint() and not _is_as_made(index["mappings"], settings)):
        return Fault(Kind.OTHER_FIELDS, name)
    return None


def _is_as_made(mappings: Body, settings: Body) -> bool:
    """Whether an index that says that it was made with today's fields and analysis has them."""
    made = index_body()
    ours = {name: made["settings"][name] for name in ("analysis", "similarity")}
    fields = {name: made["mappings"][name] for name in ("dynamic", "properties")}
    return _holds(_said(settings), _said(ours)) and _holds(_said(mappings), _said(fields))


def _said(value: object) -> object:
    """A setting as Elasticsearch gives it back."""
    if isinstance(value, dict):
        return {name: _said(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_said(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _holds(found: object, expected: object) -> bool:
    """Whether all that is expected is there; Elasticsearch adds defaults."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            name in found and _holds(found[name], item) for name, item in expected.items()
        )
    return found == expected
