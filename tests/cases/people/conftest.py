"""Fixtures of accounts."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    """No attempt of another test counts."""
    cache.clear()
    yield
    cache.clear()
