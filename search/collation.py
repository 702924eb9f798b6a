"""Sort keys for titles: plain strings that any engine can sort byte by byte."""

from .text import fold

# Order of the Persian alphabet; Arabic shares its letters and their order once forms are folded.
_ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_WEIGHTS = {letter: chr(0x0100 + position) for position, letter in enumerate(_ALPHABET)}


def sort_key(title: str, language: str) -> str:
    """Key of a title for readers of ``language``: their own script first, then the others; digits before letters.

    Letters are compared by alphabet, not by code point: پ comes after ب and گ after ک, as in a Persian dictionary.
    """
    folded, _positions = fold(title)
    letters = [character for character in folded if character.isalnum() or character == " "]
    key = "".join(_WEIGHTS.get(character, character) for character in letters).strip()
    starts_persian = bool(key) and key[0] in _WEIGHTS.values()
    own_script = starts_persian == (language in ("fa", "ar"))
    return ("0" if own_script or not key or key[0].isdigit() else "1") + key
