"""Letters that a reader takes for each other, whatever keyboard or encoding wrote them."""

import re
import unicodedata

_PERSIAN = {"ي": "ی", "ك": "ک"}  # old encodings and keyboards know only the Arabic ye and kaf
_SAME_LETTERS = str.maketrans(_PERSIAN | dict(zip("ةۀأإآٱؤىئ", "ههااااویی", strict=True)))
_PERSIAN_LETTERS = str.maketrans(_PERSIAN)


def persian_letters(text: str) -> str:
    """A Persian text in Persian letters."""
    return text.translate(_PERSIAN_LETTERS)


def label_key(text: str) -> str:
    """The key of a label, equal for two that a reader takes for one: no case, marks, joiners, spaces, double forms."""
    folded = unicodedata.normalize("NFKD", text.translate(_SAME_LETTERS)).casefold().translate(_SAME_LETTERS)
    return re.sub(r"[\s\u200b-\u200f\u0640]+", "", "".join(c for c in folded if not unicodedata.combining(c)))
