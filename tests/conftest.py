"""Fixtures of every test."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

STARTER = Path(__file__).resolve().parents[1] / "home" / "starter"


@pytest.fixture
def starter_records() -> list[dict[str, Any]]:
    """The records of the starter collection."""
    return [json.loads(line) for line in (STARTER / "practices.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def site_tree(db: None) -> None:
    """Locales, home pages and index pages."""
    from home.services.site_tree import ensure_site_tree

    ensure_site_tree()


@pytest.fixture
def thesaurus(db: None) -> None:
    """The starter thesaurus."""
    from cases.services.import_thesaurus import import_thesaurus

    report = import_thesaurus((STARTER / "thesaurus.json").read_bytes())
    assert not report.problems


def as_file(records: list[Any]) -> io.BytesIO:
    """Records (or raw lines as bytes) as a JSON Lines file."""
    lines = [item if isinstance(item, bytes) else json.dumps(item, ensure_ascii=False).encode() for item in records]
    return io.BytesIO(b"\n".join(lines) + b"\n")
