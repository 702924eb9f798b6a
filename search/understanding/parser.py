"""Parser of typed text: words, names, phrases, exclusions and field words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from search.content.thesaurus import Concept, Thesaurus
from search.params import LONGEST
from search.text.analysis import fold, is_arabic_script, stem, words

from . import tables

MOST_WORDS = 32
LONGEST_VALUE = 7  # words of a name after a field word

_QUOTES = '"“”«»„'
_PIECE = re.compile(
    rf"""(?<!\S)(?P<minus>[-−])?(?P<name>[^\W\d_]{{2,}})\s?[:：]\s?(?=[\w{_QUOTES}])    # a field word, perhaps excluded
       | (?P<without>(?<!\S)[-−](?=[^\W\d_]|[{_QUOTES}]))                               # an exclusion
       | [{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]                                 # a phrase
    """,
    re.VERBOSE,
)
_PERSIAN_LETTERS = frozenset("پچژگ")
_NEXT_WORD = re.compile(rf"[^\s{_QUOTES}]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or the words of a name together with the concepts of that name."""

    forms: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldWord:
    """``city:vienna``: a facet and the codes its value names; none where there is nothing of that name."""

    facet: str
    value: str
    codes: tuple[str, ...]
    is_excluded: bool


@dataclass(slots=True)
class ParsedQuery:
    """A query taken apart. ``language`` is that of its words, which need not be the reader's."""

    language: str
    units: list[Unit] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    excluded: list[tuple[str, ...]] = field(default_factory=list)
    fields: list[FieldWord] = field(default_factory=list)

    @property
    def words(self) -> tuple[str, ...]:
        """The content words, those of phrases first."""
        return tuple(form for phrase in self.phrases for form in phrase) + tuple(
            form for unit in self.units for form in unit.forms
        )


def parse(typed: str, reader_language: str, thesaurus: Thesaurus) -> ParsedQuery:
    """Takes a typed text apart. Any text can be read; none raises."""
    typed = typed[:LONGEST]
    plain: list[str] = []
    parsed = ParsedQuery(reader_language)
    position = 0
    while match := _PIECE.search(typed, position):
        plain.append(typed[position : match.start()])
        position = _take(match, typed, parsed, plain, thesaurus)
    plain.append(typed[position:])
    forms = [word.form for word in words(" ".join(plain))]
    parsed.language = language_of(forms, reader_language)
    if parsed.language == "fa":
        forms = written_forms(forms, thesaurus)
    parsed.units = _content(forms, parsed.language, thesaurus)
    return parsed


def _take(match: re.Match[str], typed: str, parsed: ParsedQuery, plain: list[str], thesaurus: Thesaurus) -> int:
    """Files what was matched; returns where to read on."""
    if match["quoted"] is not None:
        if phrase := _forms(match["quoted"]):
            parsed.phrases.append(phrase[:MOST_WORDS])
        return match.end()
    if match["without"]:
        text, end = _value(typed, match.end())
        if forms := _forms(text):
            parsed.excluded.append(forms[:MOST_WORDS])
        return end
    facet = field_names().get(fold(match["name"])[0])
    if facet is None:  # "Example: ..." is no field word; its name is a word like any other
        plain.append(match["name"])
        return match.end()
    value, end = _field_value(typed, match.end(), facet, thesaurus)
    codes = tuple(thesaurus.codes(facet, value))
    parsed.fields.append(FieldWord(facet, value, codes, bool(match["minus"])))
    return end


def _value(typed: str, start: int) -> tuple[str, int]:
    """A quoted text or the next word, and where it ends."""
    if typed[start] in _QUOTES:
        closing = re.compile(f"[{_QUOTES}]").search(typed, start + 1)
        end = closing.start() if closing else len(typed)
        return typed[start + 1 : end], min(len(typed), end + 1)
    match = _NEXT_WORD.match(typed, start)
    return (match.group(), match.end()) if match else ("", start + 1)


def _field_value(typed: str, start: int, facet: str, thesaurus: Thesaurus) -> tuple[str, int]:
    """The longest run of words that names something of this facet, else the next word."""
    first, first_end = _value(typed, start)
    if typed[start] in _QUOTES:
        return first, first_end
    ends = [match.end() for match in _NEXT_WORD.finditer(typed, start)][:LONGEST_VALUE]
    for end in reversed(ends):
        if not any(quote in typed[start:end] for quote in _QUOTES) and thesaurus.codes(facet, typed[start:end]):
            return typed[start:end], end
    return first, first_end


def _forms(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in words(text))


def _content(forms: Sequence[str], language: str, thesaurus: Thesaurus) -> list[Unit]:
    """Names and words that name something; where there are none, the words that were typed.

    Names are looked for first, so that "smart city" keeps its second word.
    """
    forms = forms[: 4 * MOST_WORDS]
    forms = [tables.AS_VERBS[form] if _is_verb(forms, place) else form for place, form in enumerate(forms)]
    named = {span.start: span for span in thesaurus.spans(forms, language)}
    asking = asking_words(language)
    content: list[Unit] = []
    everything: list[Unit] = []
    position = 0
    while position < len(forms):
        span = named.get(position)
        unit = Unit(span.forms, span.concepts) if span else Unit((forms[position],))
        joined = "".join(forms[position : position + 2])
        length = span.end - span.start if span else 1
        if length == 1 and not span and joined in asking and position + 1 < len(forms) and position + 1 not in named:
            length = 2  # چه طور, راه حل
            everything += [Unit((form,)) for form in forms[position : position + 2]]
        else:
            everything.append(unit)
            if not all(_asks(form, asking, language) for form in unit.forms):
                content.append(unit)
        position += length
    kept = list(dict.fromkeys(content)) or list(dict.fromkeys(everything))
    return kept[:MOST_WORDS]


def _is_verb(forms: Sequence[str], place: int) -> bool:
    """Whether a word is what somebody does: “where can I park”, “park my car”."""
    if forms[place] not in tables.AS_VERBS:
        return False
    before, after = forms[max(0, place - 1) : place], forms[place + 1 : place + 2]
    return bool(tables.BEFORE_VERBS.intersection(before) or tables.AFTER_VERBS.intersection(after))


def _asks(form: str, asking: frozenset[str], language: str) -> bool:
    # With its endings taken off in Persian and Arabic only: an English stem may be another word's ("uses", "us").
    return form in asking or (is_arabic_script(form) and stem(form, language) in asking)


@cache
def asking_words(language: str) -> frozenset[str]:
    """Folded words that ask rather than name, of a language; Latin text may always hold English ones."""
    texts = [tables.ASKING_WORDS.get(language, "")]
    if language not in ("fa", "ar"):
        texts.append(tables.ASKING_WORDS["en"])
    return frozenset(word.form for text in texts for one in text.split() for word in words(one))


@cache
def field_names() -> dict[str, str]:
    """Folded field words of every language, with the facet they stand for."""
    return {fold(name)[0]: facet for facet, names in tables.FIELD_WORDS.items() for name in names.split()}


@cache
def _spoken() -> dict[str, str]:
    return {_forms(spoken)[0]: _forms(proper)[0] for spoken, proper in tables.SPOKEN_WORDS.items()}


def written_forms(forms: Sequence[str], thesaurus: Thesaurus) -> list[str]:
    """Spoken words as they are written, but for those of a name: پیاده رو is no پیاده را."""
    named = {position for span in thesaurus.spans(forms) for position in range(span.start, span.end)}
    return [form if position in named else written(form) for position, form in enumerate(forms)]


def written_text(text: str) -> str:
    """A typed text with its spoken Persian words as they are written."""
    for word in reversed(words(text)):
        if word.form in _spoken():
            text = text[: word.start] + with_maddah(_spoken()[word.form], text[word.start]) + text[word.end :]
    return text


def with_maddah(form: str, first: str) -> str:
    """A form with the alef maddah that its first letter was typed with: without it, water is no word to the model."""
    return f"{first}{form[1:]}" if first == "آ" and form.startswith("ا") else form


def written(form: str) -> str:
    """A Persian word as it is written, where it was typed as it is spoken: آسمون, نمیشه."""
    return _spoken().get(form, form)


def language_of(forms: Sequence[str], reader_language: str) -> str:
    """Language of typed words: the reader's, unless more evidence speaks for the other of its script."""
    arabic = any(is_arabic_script(form) for form in forms)
    candidates = ("fa", "ar") if arabic else ("en", "tr")
    expected = reader_language if reader_language in candidates else candidates[0]
    other = candidates[1 - candidates.index(expected)]
    return other if _evidence(forms, other) >= _evidence(forms, expected) + 1 else expected


def _evidence(forms: Sequence[str], language: str) -> float:
    """Points for a language: its function words, the letters that only Persian has, the Arabic article."""
    points = float(sum(form in _own_words(language) for form in forms))
    if language == "fa":
        points += sum(bool(_PERSIAN_LETTERS & set(form)) for form in forms)
    elif language == "ar":
        points += sum(0.6 for form in forms if form.startswith("ال") and len(form) > 4)
    return points


@cache
def _own_words(language: str) -> frozenset[str]:
    """Words that tell a language from the other of its script."""
    rival = {"fa": "ar", "ar": "fa", "en": "tr", "tr": "en"}[language]
    return asking_words_of(language) - asking_words_of(rival)


@cache
def asking_words_of(language: str) -> frozenset[str]:
    """Folded words that ask, of this language alone."""
    return frozenset(word.form for one in tables.ASKING_WORDS[language].split() for word in words(one))
