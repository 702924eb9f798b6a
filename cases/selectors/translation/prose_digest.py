"""Digest of what a page says in words, by which a translation can tell whether its source says something new."""

from hashlib import sha256
from json import dumps
from typing import Any

from cases.models import CaseStudyPage

from .case_words import living_words
from .fact_words import fact_pieces
from .prose import Piece, pieces_of

WITH_WORDS = "words:"  # what a digest begins with that holds the words of the case as well


def prose_digest(page: CaseStudyPage) -> str:
    """Digest of the prose of a page, the words of its facts and those of its case (names of indicators, notes of
    adoptions); no number, picture or line end is part of it."""
    told = [*_told([*pieces_of(page), *fact_pieces(page)]), *living_words(page)]
    return (WITH_WORDS + _digest(told))[:64]


def earlier_digests(page: CaseStudyPage) -> set[str]:
    """Digests as they were noted before: of the prose alone, and of the prose with the words of facts."""
    prose = pieces_of(page)
    return {_digest(_told(prose)), _digest(_told([*prose, *fact_pieces(page)]))}


def _told(pieces: list[Piece]) -> list[tuple[str, str]]:
    return [(piece.path, piece.html) for piece in pieces]


def _digest(told: list[Any]) -> str:
    return sha256(dumps(told).encode()).hexdigest()
