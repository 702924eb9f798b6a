"""Numbers as people write them in Persian, Arabic or Latin digits."""

import re
import unicodedata
from decimal import Decimal

_SIGN = r"[+-]?"
# Groups of three, all parted alike; the first begins with no 0, so 0,125 is less than one and never 125.
_GROUPED = re.compile(rf"{_SIGN}[1-9]\d{{0,2}}([,'’٬،\s])\d{{3}}(?:\1\d{{3}})*(?:[.٫]\d+)?\Z")
# Where spaces or apostrophes part the groups, as in French, a comma can only be decimal.
_SPACED = re.compile(rf"{_SIGN}[1-9]\d{{0,2}}(['’\s])\d{{3}}(?:\1\d{{3}})*,\d+\Z")
_DECIMAL_COMMA = re.compile(rf"{_SIGN}(?:0|[1-9]\d*)[,،]\d+\Z")
_PLAIN = re.compile(rf"{_SIGN}(?:\d+(?:[.٫]\d*)?|[.٫]\d+)\Z")
_SLASHED = re.compile(rf"{_SIGN}\d+/\d+\Z")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_DECIMAL_SIGNS = str.maketrans(",،٫/", "....")


def latin_digits(text: str) -> str:
    """The text with any decimal digits as 0 to 9 and nothing else changed."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def bare(text: str) -> str:
    """The text in Latin digits, without blanks around it and marks that nobody sees (direction, joiners)."""
    return latin_digits("".join(c for c in text if unicodedata.category(c) != "Cf")).strip()


def read_number(text: str) -> Decimal:
    """۱۲٫۵, 12.5, 12,5, ۱۲/۵, ۱٬۲۳۴, 1,234.5, 1 234,5, −3. Raises ValueError on anything else, such as 1,23,456 or 12٪.

    A comma before three digits parts thousands, unless what stands before it is 0: 1,234 and 0,125. A slash is decimal
    among Persian and Arabic digits only; elsewhere 1/2 is a half.
    """
    number = re.sub(r"^([+-])\s+", r"\1", bare(text).replace("\u2212", "-"))
    if grouped := _GROUPED.match(number) or _SPACED.match(number):
        number = number.replace(grouped[1], "")
    elif not (_PLAIN.match(number) or _DECIMAL_COMMA.match(number) or (_SLASHED.match(number) and not _is_latin(text))):
        raise ValueError(text)
    return Decimal(number.translate(_DECIMAL_SIGNS))


def _is_latin(text: str) -> bool:
    return any("0" <= c <= "9" for c in text)


def persian_digits(text: str) -> str:
    """The text with its Latin digits as Persian ones and nothing else changed."""
    return text.translate(_PERSIAN_DIGITS)
