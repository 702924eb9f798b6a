"""Prose of a page in the pieces that a translator works on. wagtail-localize decides what is text, and where."""

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import Any

from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from cases.models import CaseStudyPage

# Order of the form; what is added to the model and not named here comes last, but comes.
_ORDER = ("title", "summary", *CaseStudyPage.PROSE, "body", "gallery")


@dataclass(frozen=True, slots=True)
class Piece:
    """Piece of a page's prose. ``html`` is the form wagtail-localize keeps, inline marks and escapes only."""

    path: str
    number: int  # among the texts of this path: paragraphs of one block share a path
    html: str
    is_rich: bool
    attributes: dict[str, Any] | None = field(default=None, compare=False)

    @property
    def field_name(self) -> str:
        """Name of the page's field that holds the piece."""
        return self.path.split(".")[0]

    @property
    def text(self) -> str:
        """Text as an editor writes it: plain, or with inline marks where the block has them."""
        return self.html if self.is_rich else str(StringValue(self.html).render_text())

    @property
    def key(self) -> str:
        """Key of the piece in a form; it changes with the text."""
        return sha256(dumps([self.path, self.number, self.html]).encode()).hexdigest()[:20]


def pieces_of(page: CaseStudyPage) -> list[Piece]:
    """Pieces of a page as it stands in memory, in the order of the form; empty ones are left out."""
    segments = extract_segments(page)
    rich = set(templates_of(page, segments))
    seen: Counter[str] = Counter()
    pieces = []
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            html = tidy(segment.string.data)
            pieces.append(Piece(segment.path, seen[segment.path], html, segment.path in rich, segment.attrs))
            seen[segment.path] += 1
    return sorted(pieces, key=_place)


def _place(piece: Piece) -> int:
    return _ORDER.index(piece.field_name) if piece.field_name in _ORDER else len(_ORDER)


def tidy(html: str) -> str:
    """Text in wagtail-localize's form without the line ends that some browsers send and others do not."""
    return re.sub(r"\r| (?=<br/>)", "", html)


def templates_of(page: CaseStudyPage, segments: list[Any] | None = None) -> dict[str, Any]:
    """Templates of the rich texts of a page, with their pieces taken out, by path."""
    found = extract_segments(page) if segments is None else segments
    return {segment.path: segment for segment in found if isinstance(segment, TemplateSegmentValue)}


def text_to_translate(page: CaseStudyPage) -> CaseStudyPage:
    """Text to translate of a page as the database has it now: the published one, else the latest draft."""
    now: CaseStudyPage = CaseStudyPage.objects.select_related("locale").get(pk=page.pk)
    if now.live:
        return now
    draft: CaseStudyPage = now.get_latest_revision_as_object()
    return draft
