"""The embedded engine keeps the contract."""

from pathlib import Path

import pytest

from search.engines.embedded.engine import EmbeddedEngine

from .contract import EngineContract


class TestEmbedded(EngineContract):
    @pytest.fixture
    def fresh(self, tmp_path: Path) -> EmbeddedEngine:
        return EmbeddedEngine(tmp_path / "embedded")

    @pytest.fixture
    def engine(self, fresh: EmbeddedEngine) -> EmbeddedEngine:
        fresh.rebuild([], 0)
        return fresh
