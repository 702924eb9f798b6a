"""Sort keys for titles: plain strings that any engine can sort byte by byte."""

import re
from functools import lru_cache

from .analysis import folded

# Order of the Persian alphabet; Arabic shares its letters and their order once forms are folded.
_ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_WEIGHTS = {letter: chr(0x0100 + position) for position, letter in enumerate(_ALPHABET)}
_PERSIAN = frozenset(_WEIGHTS.values())
_TRANSLATION = str.maketrans(_WEIGHTS)
_OTHERS = re.compile(r"[^\w ]|_")


def sort_key(title: str, language: str) -> str:
    """Key of a title for readers of ``language``: their own script first, then the others; digits before letters.

    Letters are compared by alphabet, not by code point: پ comes after ب and گ after ک, as in a Persian dictionary.
    """
    key = _key(title)
    starts_persian = bool(key) and key[0] in _PERSIAN
    own_script = starts_persian == (language in ("fa", "ar"))
    return ("0" if own_script or not key or key[0].isdigit() else "1") + key


@lru_cache(maxsize=8)  # once for all languages of readers
def _key(title: str) -> str:
    return _OTHERS.sub("", folded(title)).translate(_TRANSLATION).strip()
