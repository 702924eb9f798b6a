"""Order of names as a reader expects it in a list."""

import re

from .letters import label_key

# Order of the Persian alphabet, in which the Arabic letters stand as in their own. By code point پ, چ, ژ and گ would
# come after ی, and ه before و.
ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_DIGITS = {digit: str(place) for digits in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for place, digit in enumerate(digits)}
_PLACES = str.maketrans({letter: chr(0x0100 + place) for place, letter in enumerate(ALPHABET)} | _DIGITS)
_PERSIAN = re.compile(f"[{ALPHABET}]")
_SKIPPED = re.compile(r"[^\w]|_")


def reading_order(name: str, language: str) -> tuple[bool, str]:
    """Key that sorts a name for readers of ``language``: their own script first, digits before letters."""
    key = _SKIPPED.sub("", label_key(name))
    starts_persian = bool(_PERSIAN.match(key))
    is_foreign = bool(key) and not key[0].isdigit() and starts_persian != (language in ("fa", "ar"))
    return is_foreign, key.translate(_PLACES)
