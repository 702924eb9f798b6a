"""Text analysis: from a text as its author wrote it to the tokens that are indexed and searched."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import Stemmer

from . import text_tables as tables

_TOKENS = re.compile(tables.WORD)
_ENDINGS = re.compile(tables.ENDINGS_AFTER_HEH)
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
_LATIN_WORD = re.compile("[a-z]+")
_TRANSLATION = str.maketrans(tables.CHARACTERS)
_RULES = {
    "fa": [[(re.compile(p), r) for p, r in group] for group in tables.PERSIAN_RULES],
    "ar": [[(re.compile(p), r) for p, r in group] for group in tables.ARABIC_RULES],
}
_KEYWORDS = {"fa": tables.PERSIAN_KEYWORDS, "ar": tables.ARABIC_KEYWORDS}
# A word before it is folded: letters, digits, and what folding drops (joiners, vowel marks) or turns into letters (™).
_DROPPED = "".join(character for character, to in tables.CHARACTERS.items() if not to)
_SIGNS = "".join(character for character, to in tables.CHARACTERS.items() if to.isalnum() and not character.isalnum())
_RAW = re.compile(f"[\\w{re.escape(_DROPPED + _SIGNS)}]+")
_JOINED = tables.JOINED_SUFFIXES | tables.JOINED_PREFIXES
REMEMBERED_WORDS = 50_000
LONGEST_PIECE = 100  # characters without a space that are worth remembering
_porter = Stemmer.Stemmer("porter", 0)  # no cache of its own: stem() has one


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its folded form, and where it stands in the author's own text (``text[start:end]``)."""

    form: str
    start: int
    end: int


def fold(text: str) -> tuple[str, list[int]]:
    """The text with one form for every letter, and for each of its characters the position it came from."""
    first, first_at = _replace_characters(text)
    return _replace_sequences(first, first_at)


def _replace_characters(text: str) -> tuple[str, list[int]]:
    out: list[str] = []
    positions: list[int] = []
    table = tables.CHARACTERS
    dropped = {position for match in _ENDINGS.finditer(text) for position in range(*match.span())}
    for position, character in enumerate(text):
        if position in dropped:
            continue
        replacement = table.get(character)
        if replacement is None:
            replacement = character.lower()
        out.append(replacement)
        positions.extend([position] * len(replacement))
    return "".join(out), positions


def _replace_sequences(text: str, positions: list[int]) -> tuple[str, list[int]]:
    # Every sequence becomes as many characters as it had, so the positions stay.
    if "ئ" in text or "ؤ" in text:
        for sequence, replacement in tables.SEQUENCES.items():
            text = text.replace(sequence, replacement)
    return text, positions


def folded(text: str) -> str:
    """The text that ``fold`` gives, several times faster because it keeps no positions."""
    # A final Σ is lowered differently from one within a word.
    lowered = _ENDINGS.sub("", text).translate(_TRANSLATION).lower().replace("ς", "σ")
    return _replace_sequences(lowered, [])[0]


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
        if _joins(found[-1].form if found else "", form) and _is_space(text[end:at]):
            found[-1] = Word(found[-1].form + form, found[-1].start, at + last)
        else:
            found.append(Word(form, at + first, at + last))
        end = match.end()
    return found


@lru_cache(maxsize=10_000)
def _placed(raw: str) -> tuple[int, int]:
    """Where the first and the last letter that is left of a raw word stand in it (end excluded)."""
    _form, positions = fold(raw)
    return positions[0], positions[-1] + 1


def words_by_letter(text: str) -> list[Word]:
    """The same, letter by letter: several times slower, and what ``words`` and ``forms`` are tested against."""
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


@lru_cache(maxsize=64)
def forms(text: str) -> tuple[str, ...]:
    """The folded forms of ``words(text)``, many times faster because it keeps no positions.

    The last texts are remembered: a document is read for its index, and again for the words it makes known.
    """
    if "_" in text:
        return tuple(word.form for word in words_by_letter(text))
    found = tuple(chain.from_iterable(map(_forms_of_piece, text.split())))
    if _JOINED.isdisjoint(found):
        return found
    return tuple(word.form for word in words(text))


def _is_space(between: str) -> bool:
    return between.translate(_TRANSLATION).isspace()


def raw_words(text: str) -> list[str]:
    """The words of a text as they stand in it, endings that were typed apart still apart."""
    return _RAW.findall(text)


def form_of(word: str) -> str:
    """The folded form of one raw word; empty when nothing of it is left."""
    return _form_of(word)


class _Forms(dict[str, str]):
    """Remembers the folded forms of raw words: a collection uses the same ones again and again."""

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        form = self[word] = folded(word)
        return form


_form_of = _Forms().__getitem__


class _Pieces(dict[str, tuple[str, ...]]):
    """Remembers the folded forms of what stands between two spaces: mostly a word, and what punctuates it."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        forms = tuple(filter(None, map(_form_of, _RAW.findall(piece))))
        if len(piece) <= LONGEST_PIECE:
            if len(self) >= REMEMBERED_WORDS:
                self.clear()
            self[piece] = forms
        return forms


_forms_of_piece = _Pieces().__getitem__


def _joins(before: str, after: str) -> bool:
    """Whether the second of two words is an ending of the first, or the first a beginning of the second."""
    if after in tables.JOINED_SUFFIXES:
        return bool(before and _ARABIC_SCRIPT.match(before[-1]))
    return before in tables.JOINED_PREFIXES and bool(_ARABIC_SCRIPT.match(after))


def stem(form: str, language: str) -> str:
    """The token that is indexed for a folded word in a language. Latin words are English wherever they stand."""
    return _stem_of[language](form)


def _stem(form: str, language: str) -> str:
    if _LATIN_WORD.fullmatch(form):
        return form if language == "tr" else _english(form)
    if language not in _RULES or form in _KEYWORDS[language] or not _ARABIC_SCRIPT.match(form):
        return form
    form = _ruled(form, language)
    return _IRREGULAR[language].get(form, form)


def _ruled(form: str, language: str) -> str:
    for group in _RULES[language]:
        form = _first_that_fits(form, group)
    return form


def _first_that_fits(form: str, group: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, replacement in group:
        changed, count = pattern.subn(replacement, form)
        if count:
            return changed
    return form


def _irregular(pairs: str, language: str) -> dict[str, str]:
    """Plurals and their singulars as ``_ruled`` leaves them."""
    found = {}
    for plural, singular in (pair.split(" ") for pair in pairs.split("|")):
        found[_ruled(folded(plural), language)] = _ruled(folded(singular), language)
    return found


_IRREGULAR = {
    "fa": _irregular(tables.PERSIAN_IRREGULAR, "fa"),
    "ar": _irregular(tables.ARABIC_IRREGULAR, "ar"),
}


def irregular(language: str) -> dict[str, str]:
    """Plurals that no rule makes, as the rules leave them, and their singulars."""
    return _IRREGULAR[language]


class _Stems(dict[str, str]):
    """Remembers the stems of a language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, form: str) -> str:
        if len(self) >= REMEMBERED_WORDS:
            self.clear()
        token = self[form] = _stem(form, self.language)
        return token


class _StemOf(dict[str, Callable[[str], str]]):
    """For each language, what looks a stem up."""

    def __missing__(self, language: str) -> Callable[[str], str]:
        found = self[language] = _Stems(language).__getitem__
        return found


_stem_of = _StemOf()


def _english(form: str) -> str:
    if form in tables.ENGLISH_OVERRIDES:
        return tables.ENGLISH_OVERRIDES[form]
    return form if len(form) < tables.SHORTEST_STEMMED else str(_porter.stemWord(form))


def analyze(text: str, language: str) -> list[str]:
    """The tokens of a text, in order: what is indexed."""
    return list(map(_stem_of[language], forms(text)))


def is_arabic_script(form: str) -> bool:
    """Whether a word is in the script that Persian and Arabic share."""
    return bool(_ARABIC_SCRIPT.search(form))
