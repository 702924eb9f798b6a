"""Digest of what a page says in words, by which a translation can tell whether its source says something new."""

from hashlib import sha256
from json import dumps

from cases.models import CaseStudyPage

from .fact_words import fact_pieces
from .prose import Piece, pieces_of


def prose_digest(page: CaseStudyPage) -> str:
    """Digest of the prose of a page and of the words of its facts; no number, picture or line end is part of it."""
    return _digest([*pieces_of(page), *fact_pieces(page)])


def earlier_digest(page: CaseStudyPage) -> str:
    """Digest of the prose alone, as it was noted before the words of facts became pieces."""
    return _digest(pieces_of(page))


def _digest(pieces: list[Piece]) -> str:
    return sha256(dumps([(piece.path, piece.html) for piece in pieces]).encode()).hexdigest()
