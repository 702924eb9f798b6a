"""Reads a file of records line by line, whatever is wrong with it, without holding more than a line."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

from pydantic import ValidationError

from .case import CaseRecord

MAX_LINE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one line: where, and why. ``field`` is empty when the whole line is meant."""

    line: int
    record_id: str
    field: str
    reason: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"line {self.line}", self.record_id, self.field) if part)
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: a record, or the problems that kept it from being one. ``size`` in bytes."""

    number: int
    size: int
    record: CaseRecord | None
    problems: list[Problem]


def read_cases(file: BinaryIO) -> Iterator[Line]:
    """Every line of a JSON Lines file that is not blank."""
    number = 0
    while raw := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        size = len(raw)
        if size > MAX_LINE_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(MAX_LINE_BYTES)
                size += len(raw)
            reason = f"the line has {size:,} bytes; {MAX_LINE_BYTES:,} are allowed"
            yield Line(number, size, None, [Problem(number, "", "", reason)])
        elif raw.strip():
            yield _parse(number, raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw, size)


def _parse(number: int, raw: bytes, size: int) -> Line:
    try:
        value = json.loads(raw.decode("utf-8"), parse_float=Decimal, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        return Line(number, size, None, [Problem(number, "", "", f"is not UTF-8 (byte {error.start + 1})")])
    except json.JSONDecodeError as error:
        return Line(
            number, size, None, [Problem(number, "", "", f"is not JSON: {error.msg} (character {error.colno})")]
        )
    except (ValueError, RecursionError) as error:
        return Line(number, size, None, [Problem(number, "", "", f"is not JSON: {error}")])
    if not isinstance(value, dict):
        return Line(number, size, None, [Problem(number, "", "", "is not a JSON object")])
    record_id = value.get("id") if isinstance(value.get("id"), str) else ""
    try:
        return Line(number, size, CaseRecord.model_validate(value), [])
    except ValidationError as error:
        return Line(number, size, None, [_problem(number, str(record_id)[:120], item) for item in error.errors()])


def _problem(number: int, record_id: str, item: Any) -> Problem:
    field = ".".join(str(part) for part in item["loc"])
    reason = item["msg"].removeprefix("Value error, ")
    if not field and ": " in reason:  # a rule across fields names its field itself
        field, reason = reason.split(": ", 1)
    return Problem(number, record_id, field, reason)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON")


def fingerprint(record: CaseRecord) -> str:
    """Hash of what a record says of the case itself; the city's own data, which other cases share, is left out."""
    content = record.model_dump(mode="json")
    content["city"] = [record.city.en, record.city.country]
    content["topics"] = sorted(record.topics)  # a set: their order says nothing
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
