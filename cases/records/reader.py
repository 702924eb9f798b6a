"""Reads a file of records line by line, whatever is wrong with it, without holding more than a line."""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from cases.choices import Calendar

from .case import MAY_BE_LEFT_OUT, MEDIA, CaseRecord
from .problems import Line, Problem, found_by_pydantic
from .validation import validate

MAX_LINE_BYTES = 1_000_000


def read_cases(file: BinaryIO) -> Iterator[Line]:
    """Lines of a JSON Lines file, blank lines left out."""
    number = 0
    while raw := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        size = len(raw)
        if size > MAX_LINE_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(MAX_LINE_BYTES)
                size += len(raw)
            reason = f"the line has {size:,} bytes; {MAX_LINE_BYTES:,} are allowed"
            params = {"size": size, "allowed": MAX_LINE_BYTES}
            yield Line(number, size, None, [Problem(number, "", "", reason, "line_too_long", params)])
        elif raw.strip():
            yield _parse(number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw, size)


def _parse(number: int, raw: bytes, size: int) -> Line:
    try:
        value = json.loads(raw.decode("utf-8"), parse_float=Decimal, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        return _unreadable(number, size, "not_utf8", f"is not UTF-8 (byte {error.start + 1})", byte=error.start + 1)
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg} (character {error.colno})"
        return _unreadable(number, size, "not_json", reason, character=error.colno)
    except (ValueError, RecursionError) as error:
        return _unreadable(number, size, "not_json", f"is not JSON: {error}", character=1)
    if not isinstance(value, dict):
        return _unreadable(number, size, "not_an_object", "is not a JSON object")
    record_id = value.get("id") if isinstance(value.get("id"), str) else ""
    record, errors = validate(value)
    return Line(number, size, record, [found_by_pydantic(number, str(record_id)[:120], item) for item in errors])


def _unreadable(number: int, size: int, code: str, reason: str, **params: Any) -> Line:
    return Line(number, size, None, [Problem(number, "", "", reason, code, params)])


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON")


def fingerprint(record: CaseRecord) -> str:
    """Hash of the case's own content in a record; the city's own data, which other cases share, are left out.

    So are blocks, pictures and what went wrong, which a file may leave out: ``media_digests``.
    """
    content = record.model_dump(mode="json", exclude=set(MAY_BE_LEFT_OUT))
    content["city"] = [record.city.en, record.city.country]
    content["topics"] = sorted(record.topics)  # a set: their order says nothing
    for source in content["sources"]:
        if file := source.get("file"):
            source["file"] = file["sha256"]  # name and title are kept with the file
    for point in (point for indicator in content["indicators"] for point in indicator["measurements"]):
        if (known := point.get("known")) and known["calendar"] == Calendar.GREGORIAN:
            point["date"] = point.pop("known")["date"]  # says it as well
    return _digest(content)


def media_digests(record: CaseRecord) -> dict[str, str]:
    """Hashes of the longer account, of the pictures and of what went wrong, where the record gives them.

    A file counts by its content.
    """
    own = {"name", "title", "credit"}  # kept with the file in the library
    digests = {}
    for name in MEDIA:
        if (by_language := getattr(record, name)) is None:
            continue
        content = {}
        for language, blocks in sorted(by_language.items()):
            content[language] = [
                block.model_dump(mode="json", exclude={"image": own, "document": own}) for block in blocks
            ]
        digests[name] = _digest({language: blocks for language, blocks in content.items() if blocks})
    if record.setbacks is not None:
        digests["setbacks"] = _digest({"setbacks": list(record.setbacks)} if record.setbacks else {})
    return digests


NO_MEDIA = ""  # what stands for the digest of nothing


def _digest(content: dict[str, Any]) -> str:
    if not content:
        return NO_MEDIA
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
