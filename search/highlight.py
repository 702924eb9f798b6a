"""What of a case matched, in its author's own text: marks in title and summary, and the best other passage."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from .document import CaseCard, passages, section_label
from .planner import Plan, label_tokens, text_languages, token_forms
from .text import analyze, stem, words
from .thesaurus import Thesaurus

LONGEST_SNIPPET = 260  # characters
Spans = list[tuple[int, int]]
Tokens = tuple[str, ...]

_SENTENCES = re.compile(r"(?<=[.!?؟。])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the parts of it that matched: ``text[start:end]``, in order, never overlapping."""

    text: str
    language: str
    marks: Spans = field(default_factory=list)
    section: str = ""

    def pieces(self) -> list[tuple[str, bool]]:
        """The text cut at its marks: (part, whether it matched)."""
        found, position = [], 0
        for start, end in self.marks:
            found += [(self.text[position:start], False), (self.text[start:end], True)]
            position = end
        return [piece for piece in [*found, (self.text[position:], False)] if piece[0]]


@dataclass(frozen=True, slots=True)
class Highlights:
    """What matched in a case. ``snippet`` is from the section that says most of it, when the summary does not."""

    title: Marked
    summary: Marked
    snippet: Marked | None = None

    @property
    def snippet_label(self) -> str:
        """Name of the section that the snippet is from, in the reader's language."""
        return section_label(self.snippet.section) if self.snippet else ""

    def as_dict(self) -> dict[str, Any]:
        """Marks as pairs of offsets into the texts."""
        snippet = self.snippet or self.summary
        return {
            "title": [list(mark) for mark in self.title.marks],
            "snippet": {
                "section": snippet.section or "summary",
                "text": snippet.text,
                "language": snippet.language,
                "marks": [list(mark) for mark in snippet.marks],
            },
        }


def highlights(found: Sequence[CaseCard], planned: Plan, thesaurus: Thesaurus) -> dict[str, Highlights]:
    """Highlights of each case, by code. One query, and none where nothing was asked."""
    if not planned.words:
        return {card.code: _plain(card) for card in found}
    marker = Marker(planned)
    in_heads = {card.code: (marker.mark(card.title, card.language), _summary(card, marker)) for card in found}
    poor = [card.code for card in found if len(_said(in_heads[card.code], marker)) < marker.count]
    texts = passages(poor, {card.code: card.page_language for card in found}) if poor else {}
    return {
        card.code: Highlights(*in_heads[card.code], _snippet(card, texts.get(card.code, {}), marker)) for card in found
    }


def _plain(card: CaseCard) -> Highlights:
    return Highlights(Marked(card.title, card.language), Marked(card.summary, card.language))


def _summary(card: CaseCard, marker: "Marker") -> Marked:
    return marker.mark(card.summary, card.language, "summary")


def _said(marked: Iterable[Marked], marker: "Marker") -> set[int]:
    """Which of the content words these texts say."""
    return {number for one in marked for number in marker.said(one.text, one.language)}


def _snippet(card: CaseCard, sections: Mapping[str, str], marker: "Marker") -> Marked | None:
    """The sentences, of all sections, that say most of the words asked for."""
    best, best_said = None, len(marker.said(card.summary, card.language))
    for section, text in sections.items():
        if len(marker.said(text, card.page_language)) <= best_said:
            continue  # no sentence says more than its section
        for sentence in _SENTENCES.split(text):
            said = len(marker.said(sentence, card.page_language))
            if said > best_said:
                best, best_said = (section, sentence.strip()), said
    if best is None:
        return None
    section, sentence = best
    return _cut(marker.mark(sentence, card.page_language, section))


def _cut(marked: Marked) -> Marked:
    """A long sentence, cut to what stands around its first mark; at spaces, so that no word is broken."""
    if len(marked.text) <= LONGEST_SNIPPET or not marked.marks:
        return marked
    first = marked.marks[0][0]
    start = max(0, min(first - LONGEST_SNIPPET // 3, len(marked.text) - LONGEST_SNIPPET))
    start = marked.text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(marked.text), start + LONGEST_SNIPPET)
    end = max(marked.text.rfind(" ", 0, end), marked.marks[0][1]) if end < len(marked.text) else end
    before, after = "… " if start else "", " …" if end < len(marked.text) else ""
    text = before + marked.text[start:end] + after
    shift = len(before) - start
    marks = [(a + shift, b + shift) for a, b in marked.marks if a >= start and b <= end]
    return Marked(text, marked.language, marks, marked.section)


class Marker:
    """Finds the words of a plan, and other names of what they name, in texts."""

    def __init__(self, planned: Plan) -> None:
        self.planned = planned
        units = [((form,), ()) for phrase in planned.reading.phrases for form in phrase]
        self.units = [*units, *((unit.forms, unit.concepts) for unit in planned.reading.units)]
        self.count = len(self.units)
        self._wanted: dict[str, dict[str, list[tuple[Tokens, int]]]] = {}

    def wanted(self, language: str) -> dict[str, list[tuple[Tokens, int]]]:
        """Token sequences to find in texts of a language, by their first token, each with the number of its unit."""
        if language not in self._wanted:
            found: dict[str, list[tuple[Tokens, int]]] = {}
            for number, (typed, concepts) in enumerate(self.units):
                sequences = token_forms(typed, self.planned.reading.language, language)
                if language not in text_languages(typed):
                    sequences = []
                sequences += _halves(typed, language)
                for concept in concepts:
                    sequences += label_tokens(concept, language)
                for tokens in dict.fromkeys(sequences):
                    found.setdefault(tokens[0], []).append((tokens, number))
            self._wanted[language] = found
        return self._wanted[language]

    def said(self, text: str, language: str) -> set[int]:
        """Numbers of the units that a text says."""
        return {number for _position, _length, number in self._matches(_stems(text, language), language)}

    def mark(self, text: str, language: str, section: str = "") -> Marked:
        """The text with its marks."""
        matches = sorted(self._matches(_stems(text, language), language), key=lambda match: (match[0], -match[1]))
        if not matches:
            return Marked(text, language, [], section)
        placed, marks = words(text), []
        position = 0
        for first, length, _number in matches:
            if first >= position:
                marks.append((placed[first].start, placed[first + length - 1].end))
                position = first + length
        return Marked(text, language, marks, section)

    def _matches(self, tokens: Tokens, language: str) -> list[tuple[int, int, int]]:
        """(position, tokens, number of the unit) of what these tokens say, in order."""
        wanted = self.wanted(language)
        if wanted.keys().isdisjoint(tokens):
            return []
        return [
            (position, len(sequence), number)
            for position, token in enumerate(tokens)
            if token in wanted
            for sequence, number in wanted[token]
            if tokens[position : position + len(sequence)] == sequence
        ]


def _halves(typed: Tokens, language: str) -> list[Tokens]:
    """Every cut of a typed word, since a text may have it in two: برنامه ریزی for برنامه‌ریزی."""
    if language == "en" or len(typed) != 1:
        return []
    word = stem(typed[0], language)
    return [(word[:cut], word[cut:]) for cut in range(1, len(word))]


@lru_cache(maxsize=512)
def _stems(text: str, language: str) -> tuple[str, ...]:
    return tuple(analyze(text, language))
