"""From a folded word to the token that is indexed for it: light endings are taken off."""

import re
from collections.abc import Sequence

import Stemmer

from . import tables
from .folding import folded
from .word_memory import WordMemories

_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
_LATIN_WORD = re.compile("[a-z]+")
_RULES = {
    "fa": [[(re.compile(p), r) for p, r in group] for group in tables.PERSIAN_RULES],
    "ar": [[(re.compile(p), r) for p, r in group] for group in tables.ARABIC_RULES],
}
_KEYWORDS = {"fa": tables.PERSIAN_KEYWORDS, "ar": tables.ARABIC_KEYWORDS}
REMEMBERED_STEMS = 20_000  # per language
_porter = Stemmer.Stemmer("porter", 0)  # no cache of its own: stem() has one


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


_stem_of = WordMemories(_stem, REMEMBERED_STEMS)


def _english(form: str) -> str:
    if form in tables.ENGLISH_OVERRIDES:
        return tables.ENGLISH_OVERRIDES[form]
    return form if len(form) < tables.SHORTEST_STEMMED else str(_porter.stemWord(form))


def is_arabic_script(form: str) -> bool:
    """Whether a word is in the script that Persian and Arabic share."""
    return bool(_ARABIC_SCRIPT.search(form))
