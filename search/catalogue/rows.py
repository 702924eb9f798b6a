"""Rows of the catalogue: what decides whether a case is worth opening."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.answer.highlight import Highlights
from search.answer.service import FoundCase, SearchPage
from search.content.documents import CaseCard
from search.content.rows import KeyFigure, Position, key_figures, positions
from search.params import MAP


@dataclass(frozen=True, slots=True)
class Row:
    """Row of the catalogue. ``position`` is that of the city, where a map asks for it and it is known."""

    card: CaseCard
    highlights: Highlights
    figure: KeyFigure | None
    position: Position | None = None
    is_match: bool = True  # else it is close in meaning

    @property
    def is_near(self) -> bool:
        """Whether it is close in meaning and no word match."""
        return not self.is_match

    @property
    def latitude(self) -> str:
        """Latitude as programs write it, in degrees; "" where it is not known."""
        return f"{self.position.latitude:.4f}" if self.position else ""

    @property
    def longitude(self) -> str:
        """Longitude as programs write it, in degrees; "" where it is not known."""
        return f"{self.position.longitude:.4f}" if self.position else ""


def rows(page: SearchPage) -> tuple[list[Row], list[Row]]:
    """Rows of the list, and of the semantic matches below it where they are not in it. One query, for a map another."""
    is_merged = page.shown is not None
    listed = page.merged if is_merged and page.params.page == 1 else page.hits
    below = [] if is_merged else page.semantic_matches
    found = [*listed, *below]
    figures = key_figures([hit.card.code for hit in found], page.params.language)
    where = positions({hit.card.city_slug for hit in found}) if page.params.view == MAP and found else {}

    def made(hits: Sequence[FoundCase]) -> list[Row]:
        return [
            Row(hit.card, hit.highlights, figures.get(hit.card.code), where.get(hit.card.city_slug), hit.is_word_match)
            for hit in hits
        ]

    return made(listed), made(below)
