"""Protocol of a search engine as a whole."""

from typing import Protocol

from .index import Index
from .searcher import Searcher


class Engine(Searcher, Index, Protocol):
    """Engine: an index, and the searcher that answers from it."""
