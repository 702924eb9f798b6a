"""Number formats: whether a sheet shows a number as such, in percent, as a date or as a time."""

import re
from functools import lru_cache
from typing import Literal

from cases.choices import DatePrecision

Kind = Literal["number", "percent", "time"] | DatePrecision
# What a format shows as it stands: quoted and escaped letters, fillers, colours and locales; [h] counts hours.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


@lru_cache(maxsize=1000)
def kind_of(code: str, sign: int = 1) -> Kind:
    """Kind of a number format, such as ``0.0%``, for a number of this sign: 1, -1, or 0 for zero."""
    sections = _LITERAL.sub("", code).casefold().split(";")
    first = sections[0].replace("general", "")
    if "y" in first or "d" in first or ("m" in first and not re.search("[hs]", first)):
        if "d" in first:
            return DatePrecision.DAY
        return DatePrecision.MONTH if "m" in first else DatePrecision.YEAR
    if re.search("[hs]", first):
        return "time"
    place = 1 if sign < 0 and len(sections) > 1 else 2 if sign == 0 and len(sections) > 2 else 0
    return "percent" if "%" in sections[place] else "number"
