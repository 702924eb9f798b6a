"""The line above which an answer is written, in the languages of the site, and how it is found again."""

import re

# Not translated by a catalogue: a mail is answered months later, and its line must be known then.
MARKERS = {
    "en": "--- Write your answer above this line ---",
    "fa": "--- پاسخ خود را بالای این خط بنویسید ---",
    "ar": "--- اكتب جوابك فوق هذا السطر ---",
}
# Turn lines around, join letters, or are blanks of another kind; programs add and drop them.
BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u200b]")
_NOISE = re.compile(r"[\W_]+")


def bare(line: str) -> str:
    """Line without marks of direction, with plain blanks."""
    return BIDI.sub("", line).replace("\u00a0", " ").replace("\u202f", " ")


def is_marker(line: str) -> bool:
    """Whether a line is that line, however it was quoted, wrapped in signs or given other letters of one alphabet."""
    return bool(line) and len(line) < 200 and _folded(line) in _FOLDED


def _folded(line: str) -> str:
    return _NOISE.sub("", bare(line).replace("\u200c", "").replace("ي", "ی").replace("ك", "ک")).lower()


_FOLDED = frozenset(_folded(text) for text in MARKERS.values())
