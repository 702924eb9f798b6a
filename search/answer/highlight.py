"""Highlights in a case's own text: marks in title and summary, and the best passage of another section."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search.content.documents import CaseCard, passages, section_label
from search.content.thesaurus import Thesaurus
from search.text.analysis import analyze, placed, stem
from search.text.edits import LONGEST_WORD
from search.understanding.planner import Plan, label_tokens, text_languages, token_forms

LONGEST_SNIPPET = 260  # characters
Spans = list[tuple[int, int]]
Tokens = tuple[str, ...]
Wanted = dict[str, list[tuple[Tokens, int]]]

_BELONG = frozenset(["Mn", "Mc", "Me", "Cf"])  # vowel signs, accents and joiners: parts of the letter before them
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
    """Highlights of a case. ``snippet`` is of the section that has most of the words, when the summary has fewer."""

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


def highlights(
    found: Sequence[CaseCard], planned: Plan, thesaurus: Thesaurus, *, are_matches: bool = True
) -> dict[str, Highlights]:
    """Highlights of each case, by code. One query, and none where nothing was asked.

    Cases that are no word matches have nothing to mark where a single word was asked for.
    """
    marker = Marker(planned)
    if not planned.words or (marker.count == 1 and not are_matches):
        return {card.code: _plain(card) for card in found}
    heads = {card.code: _heads(card, marker) for card in found}
    poor = [code for code, (title, summary) in heads.items() if len(title.said | summary.said) < marker.count]
    texts = passages(poor, {card.code: card.page_language for card in found}) if poor else {}
    shown = {}
    for card in found:
        title, summary = heads[card.code]
        snippet = _snippet(card.page_language, texts.get(card.code, {}), len(summary.said), marker)
        shown[card.code] = Highlights(title.marked(), summary.marked(), snippet)
    return shown


def _plain(card: CaseCard) -> Highlights:
    return Highlights(Marked(card.title, card.language), Marked(card.summary, card.language))


def _heads(card: CaseCard, marker: "Marker") -> tuple["Read", "Read"]:
    """Title and summary."""
    return marker.read(card.title, card.language), marker.read(card.summary, card.language, "summary")


def _snippet(language: str, sections: Mapping[str, str], said: int, marker: "Marker") -> Marked | None:
    """The sentence, of all sections, that says most of the words asked for, and more of them than ``said``."""
    best = None
    for section, text in sections.items():
        if said == marker.count:
            break
        if len(marker.read(text, language).said) <= said:
            continue  # no sentence says more than its section
        for sentence in _SENTENCES.split(text):
            read = marker.read(sentence.strip(), language, section)
            if len(read.said) > said:
                best, said = read, len(read.said)
    return _cut(best.marked()) if best else None


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


@dataclass(frozen=True, slots=True)
class Read:
    """A text, and what it says of what was asked: (position, tokens, number of the unit), in order."""

    text: str
    language: str
    section: str
    matches: Sequence[tuple[int, int, int]]

    @property
    def said(self) -> set[int]:
        """Numbers of the units that it says."""
        return {number for _position, _length, number in self.matches}

    def marked(self) -> Marked:
        """The text with its marks."""
        chosen = []
        position = 0
        for first, length, _number in sorted(self.matches, key=lambda match: (match[0], -match[1])):
            if first >= position:
                position = first + length
                chosen.append((first, position - 1))
        where = placed(self.text, self.language, {end for ends in chosen for end in ends}) if chosen else {}
        marks = [(where[first].start, _end_of_letter(self.text, where[last].end)) for first, last in chosen]
        return Marked(self.text, self.language, marks, self.section)


def _end_of_letter(text: str, end: int) -> int:
    """The end moved behind the vowel signs and accents of the last letter, which the text analysis drops."""
    while end < len(text) and unicodedata.category(text[end]) in _BELONG:
        end += 1
    return end


class Marker:
    """Finds the words of a plan, and other names of what they name, in texts."""

    def __init__(self, planned: Plan) -> None:
        self.planned = planned
        units = [(phrase, ()) for phrase in planned.parsed.phrases]
        self.units = [*units, *((unit.forms, unit.concepts) for unit in planned.parsed.units)]
        self.count = len(self.units)
        self._wanted: dict[str, Wanted] = {}

    def wanted(self, language: str) -> Wanted:
        """Token sequences to find in texts of a language, by their first token, each with the number of its unit."""
        if language not in self._wanted:
            found: Wanted = {}
            for number, (typed, concepts) in enumerate(self.units):
                sequences = token_forms(typed, self.planned.parsed.language, language)
                if language not in text_languages(typed):
                    sequences = []
                sequences += _halves(typed, language)
                for concept in concepts:
                    sequences += label_tokens(concept, language)
                for tokens in dict.fromkeys(sequences):
                    found.setdefault(tokens[0], []).append((tokens, number))
            self._wanted[language] = found
        return self._wanted[language]

    def read(self, text: str, language: str, section: str = "") -> Read:
        """The text with what it says."""
        return Read(text, language, section, self._matches(analyze(text, language), self.wanted(language)))

    @staticmethod
    def _matches(found: Sequence[str], wanted: Wanted) -> list[tuple[int, int, int]]:
        if wanted.keys().isdisjoint(found):
            return []  # as most texts are
        tokens = tuple(found)
        return [
            (position, len(sequence), number)
            for position, token in enumerate(tokens)
            if token in wanted
            for sequence, number in wanted[token]
            if tokens[position : position + len(sequence)] == sequence
        ]


def _halves(typed: Tokens, language: str) -> list[Tokens]:
    """Every cut of a typed word, since a text may have it in two: برنامه ریزی for برنامه‌ریزی."""
    if language == "en" or len(typed) != 1 or len(typed[0]) > LONGEST_WORD:
        return []
    word = stem(typed[0], language)
    return [(word[:cut], word[cut:]) for cut in range(1, len(word))]
