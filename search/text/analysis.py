"""Text analysis: from a text as its author wrote it to the tokens that are indexed and searched."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from . import tables
from .folding import fold, folded, is_space
from .stems import is_arabic_script, stem
from .word_memory import WordMemories, WordMemory

__all__ = [
    "FORMS", "Word", "analyze", "fold", "folded", "form_of", "forms", "is_arabic_script", "placed", "raw_words",
    "runs_and_line", "stem", "words", "words_by_letter",
]  # fmt: skip

_TOKENS = re.compile(tables.WORD)
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
# A word before it is folded: letters, digits, and what folding drops (joiners, vowel marks) or turns into letters (™).
_DROPPED = "".join(character for character, to in tables.CHARACTERS.items() if not to)
_SIGNS = "".join(character for character, to in tables.CHARACTERS.items() if to.isalnum() and not character.isalnum())
_RAW = re.compile(f"[\\w{re.escape(_DROPPED + _SIGNS)}]+")
_JOINED = tables.JOINED_SUFFIXES | tables.JOINED_PREFIXES
REMEMBERED_WORDS = 20_000
FORMS = ""  # in place of a language: words as they are folded, their endings on
_JOINS = "\n"  # no token holds it


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its folded form, and where it stands in the author's own text (``text[start:end]``)."""

    form: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in order, Persian endings and beginnings that were typed apart joined to them."""
    if "_" in text:  # it ends a word, yet not one that the endings of the tables look at
        return words_by_letter(text)
    found: list[Word] = []
    end = 0
    for match in _RAW.finditer(text):
        raw = match.group()
        form = _form_of(raw)
        if not form:
            continue
        at = match.start()
        first, last = _placed(raw)
        if _joins(found[-1].form if found else "", form) and is_space(text[end:at]):
            found[-1] = Word(found[-1].form + form, found[-1].start, at + last)
        else:
            found.append(Word(form, at + first, at + last))
        end = match.end()
    return found


@lru_cache(maxsize=2_000)
def _placed(raw: str) -> tuple[int, int]:
    """Offsets in a raw word of the first and last letter that folding leaves of it (end excluded)."""
    _form, positions = fold(raw)
    return positions[0], positions[-1] + 1


def words_by_letter(text: str) -> list[Word]:
    """Words of a text, found letter by letter: several times slower than ``words``, which is tested against it."""
    whole, positions = fold(text)
    found: list[Word] = []
    ends: list[int] = []
    for match in _TOKENS.finditer(whole):
        start, end = match.span()
        form = match.group()
        if found and whole[ends[-1] : start].isspace() and _joins(found[-1].form, form):
            found[-1] = Word(found[-1].form + form, found[-1].start, positions[end - 1] + 1)
            ends[-1] = end
        else:
            found.append(Word(form, positions[start], positions[end - 1] + 1))
            ends.append(end)
    return found


def analyze(text: str, language: str) -> list[str]:
    """The tokens of a text, in order: what is indexed."""
    runs, line = runs_and_line(text, language)
    return line.split(" ") if line.count(" ") >= len(runs) > 0 else runs


def runs_and_line(text: str, language: str) -> tuple[list[str], str]:
    """The tokens of a text, in order, in runs of one or more with a space between them; and all in one such line.

    There is one look into what is remembered for what stands between two spaces, a word and what punctuates it: that is
    several times faster than a look for every step of the analysis.
    """
    pieces, runs, line = _taken_apart(text, language)
    if _JOINS in line:
        runs = _joined_runs(pieces, runs, language)
        line = " ".join(runs)
    elif "" in runs:
        runs = list(filter(None, runs))
        line = " ".join(runs)
    return runs, line


def _taken_apart(text: str, language: str) -> tuple[list[str], list[str], str]:
    """Pieces of a text between spaces, the remembered run of each, and the runs in one line."""
    pieces = text.split()
    runs = list(map(_runs_of[language], pieces))
    return pieces, runs, " ".join(runs)


def _joined_runs(pieces: Sequence[str], found: Sequence[str], language: str) -> list[str]:
    """The runs of a text where some pieces may belong together: the words of each such stretch are read as they stand.

    A piece without a word, such as a joiner left alone, may stand between two that belong together.
    """
    alone = [bool(run) and run[0] != _JOINS for run in found]
    edges = [position for position in range(1, len(found)) if alone[position - 1] and alone[position]]
    joined: list[str] = []
    for start, end in pairwise([0, *edges, len(found)]):
        if end - start == 1 and alone[start]:
            joined.append(found[start])
        else:
            stretch = words(" ".join(pieces[start:end]))
            joined += [stem(word.form, language) if language else word.form for word in stretch]
    return joined


def placed(text: str, language: str, positions: Iterable[int]) -> dict[int, Word]:
    """The words that stand at these positions of ``analyze(text, language)``, without a look at where others stand."""
    pieces, runs, line = _taken_apart(text, language)
    if _JOINS in line:
        everything = words(text)
        return {position: everything[position] for position in positions}
    is_plain = "" not in runs and line.count(" ") < len(runs)  # a token for every piece
    ends = range(1, len(runs) + 1) if is_plain else [*accumulate(run.count(" ") + 1 if run else 0 for run in runs)]
    chosen = {}
    at = after = 0  # the piece that is looked for next, and where the one before it ends
    for position in sorted(positions):
        number = bisect_right(ends, position)
        for piece in pieces[at:number]:
            after = text.index(piece, after) + len(piece)
        at = number
        start = text.index(pieces[number], after)
        word = words(pieces[number])[position - (ends[number - 1] if number else 0)]
        chosen[position] = Word(word.form, start + word.start, start + word.end)
    return chosen


def forms(text: str) -> tuple[str, ...]:
    """The folded forms of ``words(text)``, many times faster because it keeps no positions."""
    return tuple(analyze(text, FORMS))


def raw_words(text: str) -> list[str]:
    """The words of a text as they stand in it, endings that were typed apart still apart."""
    return _RAW.findall(text)


def form_of(word: str) -> str:
    """The folded form of one raw word; empty when nothing of it is left."""
    return _form_of(word)


def _run(piece: str, language: str) -> str:
    """The tokens, in a language, of what stands between two spaces.

    They begin with ``_JOINS`` where one may belong to the word beyond the space, and where the piece is no simple one.
    """
    forms = [form for form in map(_form_of, _RAW.findall(piece)) if form]
    run = " ".join([stem(form, language) for form in forms] if language else forms)
    return _JOINS + run if "_" in piece or not _JOINED.isdisjoint(forms) else run


_form_of = WordMemory(folded, REMEMBERED_WORDS).__getitem__
_runs_of = WordMemories(_run, REMEMBERED_WORDS)


def _joins(before: str, after: str) -> bool:
    """Whether the second of two words is an ending of the first, or the first a beginning of the second."""
    if after in tables.JOINED_SUFFIXES:
        return bool(before and _ARABIC_SCRIPT.match(before[-1]))
    return before in tables.JOINED_PREFIXES and bool(_ARABIC_SCRIPT.match(after))
