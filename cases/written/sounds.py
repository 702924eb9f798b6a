"""Persian and Arabic words in Latin letters, as near to their sound as letters without short vowels allow."""

import re

_MARKS = {"\u064e": "a", "\u0650": "e", "\u064f": "o", "\u0670": "a"}  # vowels that are written
_LETTERS = {
    "ا": "a", "آ": "a", "أ": "a", "إ": "e", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z",
    "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "gh", "ک": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "ۀ": "e", "ة": "a", "ى": "a", "ئ": "y", "ؤ": "o", "ء": "", "ـ": "",
}  # fmt: skip
_VOWELS = "aeiou"
_WORD = re.compile(r"[\u0620-\u065f\u0670-\u06d3]+")


def latin_sounds(text: str) -> str:
    """Text with its words of Arabic script in Latin letters: «شهرداری مشهد» is ``shhrdari mshhd``; the rest stays."""
    return _WORD.sub(lambda found: _spelled(found[0]), text)


def _spelled(word: str) -> str:
    """Word in Latin letters. Vav and ye are vowels behind a consonant and before none; the last he is mostly silent."""
    letters = [letter for letter in word if letter not in "\u0651\u0652\u064b\u064c\u064d\u0654"]  # no sounds
    spelled = ""
    for place, letter in enumerate(letters):
        behind = spelled[-1:] if place else ""
        following = letters[place + 1] if place + 1 < len(letters) else ""
        after_consonant = bool(behind) and behind not in _VOWELS
        if letter in "ویي":
            vowel, consonant = ("u", "v") if letter == "و" else ("i", "y")
            opens = following in ("ا", "آ")
            starts = place == 1 and letters[0] == "ا"
            if starts:
                spelled = spelled[:-1]
            spelled += vowel if (after_consonant or starts) and not opens else consonant
        elif letter == "ه" and not following and after_consonant:
            spelled += "e"
        else:
            spelled += _MARKS.get(letter, _LETTERS.get(letter, letter))
    return spelled
