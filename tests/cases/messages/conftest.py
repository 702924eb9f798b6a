"""Fixtures of the tests of messages."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from .post import Clock, Post, forget_causes, make_causes


@pytest.fixture(autouse=True)
def _own_journal(settings: Any, tmp_path: Path) -> None:
    settings.MAIL_JOURNAL = tmp_path / "journal" / "accepted"


@pytest.fixture
def causes() -> Iterator[None]:
    """Causes of the tests."""
    make_causes()
    yield
    forget_causes()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Tuesday, 1 December 2026, noon in Tehran."""
    return Clock(monkeypatch, datetime(2026, 12, 1, 8, 30, tzinfo=UTC))


@pytest.fixture
def post() -> Post:
    return Post()
