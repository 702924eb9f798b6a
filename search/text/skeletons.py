"""Skeletons of consonants: what a Persian or Arabic word and the same word in Latin letters have in common.

People write vowels as they hear them (zobale, zobaleh, zubala), and the Arabic script leaves most of them out. What
stays are the consonants, letters of one sound taken for one.
"""

import re

MOST = 12  # skeletons of a word in Latin letters, which may be read in several ways

_OF_ARABIC_SCRIPT: dict[int, str] = str.maketrans(
    {
        **dict.fromkeys("ثسص", "s"), **dict.fromkeys("تط", "t"), **dict.fromkeys("حه", "h"),
        **dict.fromkeys("ذزضظ", "z"), **dict.fromkeys("غق", "q"), **dict.fromkeys("جژ", "j"),
        **dict(zip("بپچخدرشفکگلمن", "bpcxdr$fkglmn", strict=True)),
        **dict.fromkeys("اآویعءئؤأإىي", ""), "ك": "k", "ة": "", "ڤ": "f", "ڨ": "g",
    }
)  # fmt: skip
# Longer ones first. Digits are the letters that look like them, as chats in Arabic have it.
_LATIN = (
    ("sch", "$"), ("sh", "$"), ("ch", "c"), ("kh", "x"), ("gh", "q"), ("zh", "j"), ("th", "s"), ("dh", "z"),
    ("ph", "f"), ("ck", "k"), ("ş", "$"), ("ç", "c"), ("ğ", "q"), ("c", "k"), ("7", "h"), ("5", "x"), ("9", "q"),
    ("8", "q"), ("6", "t"), ("3", ""), ("2", ""),
)  # fmt: skip
_LONG_VOWELS = str.maketrans("اویع", "auia")
_VOWELS = re.compile("[aeiouyvwāâîûôéèáíóúäöüıʿʾ'’`-]")
_DOUBLED = re.compile(r"(.)\1")
_VOWELS_ALIKE = str.maketrans("oeyvw", "uiiuu")
_LINKS = ("ye", "e", "i")
_PLURALS = ("haye", "hay", "ha")
_ARTICLES = ("al", "el")


def skeleton(form: str) -> str:
    """Skeleton of a folded word in Arabic script, without the Arabic article and a silent heh at its end."""
    if form.startswith("ال") and len(form) > 4:
        form = form[2:]
    if form.endswith("ه") and len(form) > 2:
        form = form[:-1]
    found = form.translate(_OF_ARABIC_SCRIPT)
    return found if found.isascii() and found.replace("$", "s").isalpha() else ""


def latin_skeletons(word: str) -> list[str]:
    """Skeletons that a word in Latin letters may have, the likeliest first."""
    word = word.lower()
    readings = [
        word,
        *(word.removesuffix(ending) for ending in _PLURALS),
        *(word.removeprefix(one) for one in _ARTICLES),
    ]
    found: dict[str, None] = {}
    for reading in dict.fromkeys(reading for reading in readings if len(reading) > 1):
        bones = _bones(reading)
        found[bones] = None
        if bones.endswith("h"):
            found[bones[:-1]] = None  # the heh of zobaleh is silent, that of tarh is not
        for old, new in (("d", "z"), ("s$", "sh"), ("j", "z"), ("g", "q"), ("q", "k"), ("k", "q")):
            if old in bones:
                found[bones.replace(old, new)] = None
    return [bones for bones in found if bones][:MOST]


def _bones(word: str) -> str:
    word = _DOUBLED.sub(r"\1", word)
    for letters, bone in _LATIN:
        word = word.replace(letters, bone.upper())
    return "".join(sign for sign in _VOWELS.sub("", word).lower() if sign in "bpcxdr$fkglmnsthzqj")


def sounds(form: str) -> str:
    """A folded word in Arabic script as it may be written in Latin letters, vowels that are not written left out."""
    if form.endswith("ه") and len(form) > 2:
        form = f"{form[:-1]}ی"
    return form.translate(_LONG_VOWELS).translate(_OF_ARABIC_SCRIPT)


def heard(word: str) -> list[str]:
    """A word in Latin letters as ``sounds`` writes it, also without an ending that links or an article."""
    word = _DOUBLED.sub(r"\1", word.lower())
    readings = [word, *map(word.removesuffix, _LINKS), *map(word.removeprefix, _ARTICLES)]
    return [_as_sounds(reading) for reading in dict.fromkeys(readings)]


def _as_sounds(word: str) -> str:
    for letters, bone in _LATIN:
        word = word.replace(letters, bone)
    return word.translate(_VOWELS_ALIKE)
