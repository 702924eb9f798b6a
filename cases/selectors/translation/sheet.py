"""Translation beside its source, piece by piece."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from cases.models import CaseStudyPage

from .case_words import CaseWord, case_words, is_case_word
from .fact_words import fact_pieces, has_fact, is_fact
from .labels import Labels
from .prose import Piece, pieces_of, templates_of, text_to_translate, tidy
from .prose_digest import prose_digest


class State(StrEnum):
    """State of a piece's translation."""

    DONE = "done"
    NEW = "new"  # nobody translated it yet
    CHANGED = "changed"  # the source said something else when it was translated
    UNCHECKED = "unchecked"  # there is a text, but nobody said that it says what the source says


@dataclass(frozen=True, slots=True)
class Segment:
    """Piece of the source with its text in the translation's latest draft."""

    piece: Piece
    label: str
    text: str
    state: State
    before: str  # what the source said when it was translated; "" when it is the same, or not known
    has_place: bool  # False: the draft is built otherwise here, so that this is written in its form

    @property
    def key(self) -> str:
        """Key of the piece in a form."""
        return self.piece.key

    @property
    def source(self) -> str:
        """Text of the piece in the source."""
        return self.piece.text

    @property
    def base(self) -> str:
        """Fingerprint of the translation as shown, to notice that somebody else changed it since."""
        return fingerprint(self.text)


class Memory:
    """Translation memory of a case from one language into another (kept by wagtail-localize)."""

    def __init__(self, source: CaseStudyPage, target: CaseStudyPage) -> None:
        self.known: dict[tuple[str, str], str] = {}
        self.last: dict[str, str] = {}  # by path, the source text translated last
        self._sources: dict[tuple[str, str], str] = {}  # by path and translation
        rows = StringTranslation.objects.filter(
            context__object_id=source.translation_key,
            locale_id=target.locale_id,
            translation_of__locale_id=source.locale_id,
        ).order_by("updated_at", "pk")
        for path, html, data in rows.values_list("context__path", "translation_of__data", "data"):
            self.known[(path, html)] = data
            self.last[path] = html
            self._sources[(path, data)] = html

    def of(self, piece: Piece) -> str | None:
        """Translation of a piece as stored; None when it was never translated as it reads now."""
        return self.known.get((piece.path, piece.html))

    def before(self, piece: Piece, text: str) -> str:
        """Source text that a translation goes back to; "" where nothing is known.

        The last of its path will do where a path has one piece alone.
        """
        shares_path = piece.is_rich or is_case_word(piece.path)
        return self._sources.get((piece.path, text)) or ("" if shares_path else self.last.get(piece.path, ""))

    def translations_at(self, path: str) -> set[str]:
        """Translations ever stored for a path."""
        return {data for (known_path, _html), data in self.known.items() if known_path == path}


class Sheet:
    """Translation sheet, read anew: ``text`` of the source beside the ``draft`` of the target."""

    def __init__(self, source: CaseStudyPage, target: CaseStudyPage, draft: CaseStudyPage | None = None) -> None:
        self.source = source
        self.target: CaseStudyPage = CaseStudyPage.objects.select_related("locale").get(pk=target.pk)
        self.text = text_to_translate(source)
        self.draft: CaseStudyPage = draft or self.target.get_latest_revision_as_object()
        self.memory = Memory(source, target)

    @cached_property
    def digest(self) -> str:
        """Digest of the source's prose on this sheet."""
        return prose_digest(self.text)

    @cached_property
    def source_templates(self) -> dict[str, Any]:
        """Templates of the source's rich texts, by path."""
        return templates_of(self.text)

    @cached_property
    def draft_templates(self) -> dict[str, Any]:
        """Templates of the translation's rich texts, by path."""
        return templates_of(self.draft)

    @cached_property
    def draft_pieces(self) -> dict[tuple[str, int], Piece]:
        """Pieces of the translation but those that live on the case, by path and number."""
        return {(piece.path, piece.number): piece for piece in [*pieces_of(self.draft), *fact_pieces(self.draft)]}

    @cached_property
    def case_words(self) -> dict[tuple[str, str], CaseWord]:
        """Words that live on the case, by path and source text."""
        words = case_words(self.draft, self.source.locale.language_code)
        return {(word.piece.path, word.piece.html): word for word in words}

    @cached_property
    def segments(self) -> list[Segment]:
        """Segments of the sheet: a segment for each piece of the source."""
        labels = Labels(self.text)
        words = [word.piece for word in self.case_words.values()]
        return [self._segment(piece, labels) for piece in [*pieces_of(self.text), *fact_pieces(self.text), *words]]

    @property
    def done(self) -> int:
        """Number of pieces that are translated as the source reads now."""
        return sum(segment.state == State.DONE for segment in self.segments)

    @property
    def is_complete(self) -> bool:
        """Whether the draft says all that the source says."""
        return self.done == len(self.segments)

    def _segment(self, piece: Piece, labels: Labels) -> Segment:
        known = self.memory.of(piece)
        text = self._draft_text(piece, known)
        before = self.memory.before(piece, self._html(piece, text)) if known is None and text else ""
        if known is None and text == piece.text:
            text = ""  # a copy of the source is no translation
        if known is not None and text:
            state = State.DONE
        elif before and text:
            state = State.CHANGED
        else:
            state = State.UNCHECKED if text else State.NEW
        shown_before = Piece(piece.path, 0, before, piece.is_rich).text if state == State.CHANGED else ""
        return Segment(piece, labels.of(piece), text, state, shown_before, self._has_place(piece))

    def _draft_text(self, piece: Piece, known: str | None) -> str:
        if piece.is_rich and not self.is_framed_alike(piece.path):
            return known or ""
        if is_case_word(piece.path):
            return self.case_words[(piece.path, piece.html)].target
        found = self.draft_pieces.get((piece.path, piece.number))
        return found.text if found else ""

    @staticmethod
    def _html(piece: Piece, text: str) -> str:
        """Text as it is stored."""
        return text if piece.is_rich else tidy(StringValue.from_plaintext(text).data)

    def is_framed_alike(self, path: str) -> bool:
        """Whether the paragraphs of a rich text stand in one order in source and translation."""
        mine, theirs = self.draft_templates.get(path), self.source_templates.get(path)
        return mine is not None and theirs is not None and mine.template == theirs.template

    def _has_place(self, piece: Piece) -> bool:
        """Whether a piece can be written: into a rich text of another frame only if its paragraphs are remembered."""
        if is_fact(piece.path):
            return has_fact(self.draft, piece.path)
        if not piece.is_rich or self.is_framed_alike(piece.path):
            return True
        written = {found.html for (path, _number), found in self.draft_pieces.items() if path == piece.path}
        return written <= self.memory.translations_at(piece.path)


def fingerprint(text: str) -> str:
    """Fingerprint of a text, which does not depend on its line ends."""
    return sha256(normal(text).encode()).hexdigest()[:16]


def normal(text: str) -> str:
    """Text with newlines as line ends and no blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
