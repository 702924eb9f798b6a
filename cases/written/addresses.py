"""Names as parts of addresses: Łódź is ``lodz``, Đà Nẵng ``da-nang``, Diyarbakır ``diyarbakir``."""

import re
import unicodedata

from anyascii import anyascii
from django.utils.text import slugify

from .letters import label_key
from .sounds import latin_sounds

_UNSEEN = re.compile(r"[\u200c\u200d\u2010-\u2015_]+")  # joiners and dashes, which part words
_LONGEST = 100  # letters of a page's address
_SPELLED = ("LATIN", "CYRILLIC", "GREEK")  # of other scripts, letters alone do not say how a name sounds


def latin_letters(text: str) -> str:
    """Text in the 26 letters, as far as it can be spelled in them; letters of other scripts are left out."""
    return "".join(_latin(letter) for letter in unicodedata.normalize("NFC", text))


def address_part(text: str) -> str:
    """Small letters, digits and hyphens that stand for a text in an address; empty where nothing of it can."""
    return slugify(latin_letters(text))


def any_script_part(text: str) -> str:
    """Small letters, digits and hyphens made of a text of any script; Persian and Arabic by their sounds."""
    apart = "".join("-" if unicodedata.category(c) == "Cf" else c for c in text)  # a joiner parts words
    return slugify(anyascii(latin_sounds(apart)))


def page_address(title: str) -> str:
    """Last part of a page's address, made of its title in the letters of its language; empty where nothing can be.

    A zero-width non-joiner parts words as a hyphen does: «باغ‌های بام» is ``باغ-های-بام``.
    """
    text = unicodedata.normalize("NFC", _UNSEEN.sub("-", title).replace("ـ", ""))
    made = slugify("".join(letter if _stays(letter) else _latin(letter) for letter in text), allow_unicode=True)
    return made if len(made) <= _LONGEST else made[: _LONGEST + 1].rpartition("-")[0] or made[:_LONGEST]


def name_key(name: str) -> str:
    """Key of a name, equal for two spellings of one: no case, accents, blanks, hyphens; other scripts stay."""
    letters = (
        anyascii(c) if unicodedata.name(c, "").startswith("LATIN") else c for c in unicodedata.normalize("NFC", name)
    )
    return re.sub(r"[^\w]|_", "", label_key("".join(letters)))


def _stays(letter: str) -> bool:
    return not letter.isascii() and not unicodedata.name(letter, "").startswith("LATIN")


def _latin(letter: str) -> str:
    if letter.isascii() or not letter.isalpha():
        return letter
    return anyascii(letter) if unicodedata.name(letter, "").startswith(_SPELLED) else ""
