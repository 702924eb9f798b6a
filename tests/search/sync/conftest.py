"""Fixtures of the tests of sync."""

from pathlib import Path

import pytest

from search.sync.rebuild import ensure_index

from .two_nodes import At, node_in


@pytest.fixture
def other(codes: list[str], tmp_path: Path) -> At:
    """A second node, with an index of its own of the three cases."""
    at = node_in(tmp_path / "other")
    with at():
        assert ensure_index() == 3
    return at
