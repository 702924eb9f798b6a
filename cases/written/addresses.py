"""Names as parts of addresses: Łódź is ``lodz``, Đà Nẵng ``da-nang``, Diyarbakır ``diyarbakir``."""

import re
import unicodedata

from anyascii import anyascii
from django.utils.text import slugify

from .letters import label_key

_SPELLED = ("LATIN", "CYRILLIC", "GREEK")  # of other scripts, letters alone do not say how a name sounds


def latin_letters(text: str) -> str:
    """Text in the 26 letters, as far as it can be spelled in them; letters of other scripts are left out."""
    return "".join(_latin(letter) for letter in unicodedata.normalize("NFC", text))


def address_part(text: str) -> str:
    """Small letters, digits and hyphens that stand for a text in an address; empty where nothing of it can."""
    return slugify(latin_letters(text))


def any_script_part(text: str) -> str:
    """Small letters, digits and hyphens made of a text of any script, be it letter by letter; for keys nobody reads."""
    apart = "".join("-" if unicodedata.category(c) == "Cf" else c for c in text)  # a joiner parts words
    return slugify(anyascii(apart))


def name_key(name: str) -> str:
    """Key of a name, equal for two spellings of one: no case, accents, blanks, hyphens; other scripts stay."""
    letters = (
        anyascii(c) if unicodedata.name(c, "").startswith("LATIN") else c for c in unicodedata.normalize("NFC", name)
    )
    return re.sub(r"[^\w]|_", "", label_key("".join(letters)))


def _latin(letter: str) -> str:
    if letter.isascii() or not letter.isalpha():
        return letter
    return anyascii(letter) if unicodedata.name(letter, "").startswith(_SPELLED) else ""
