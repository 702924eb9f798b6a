"""Years in a typed text, as a wish: cases begun in them come first, and none is left out.

Four languages, digits of any script, Gregorian and Jalali years. A Jalali year is the Gregorian one in which it begins.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

EARLIEST, LATEST = 1, 9999
GREGORIAN, JALALI = range(1800, 2101), range(1300, 1451)
JALALI_OFFSET = 621
_QUOTES = '"“”«»„'
_Y, _Z = r"(?P<year>\d{4})(?!\d)", r"(?P<other>\d{4})(?!\d)"
# Of two digits only after the word for year, as people write those of their own century: سال ۹۵.
_FA = r"(?:سال\s+(?P<year>\d{4}|\d{2})(?!\d)|(?P<bare>\d{4})(?!\d))"
_FA_OTHER = r"(?:سال\s+)?(?P<other>\d{4}|\d{2})(?!\d)"
_AR = rf"(?:(?:ال)?(?:عام|سنة)\s+)?{_Y}"
_BEGUN = r"(?:(?:that\s+)?(?:were\s+|was\s+)?(?:started|begun|began|launched|opened|introduced)\s+)?"
_OF_TR = r"(?:['’]?[td][ae]n|\s+yılından)"

# What a rule says of its year: the last before it, the first after it, and so on.
_RULES: tuple[tuple[str, str], ...] = (
    ("span", rf"\b{_BEGUN}(?:between|from)\s+{_Y}\s+(?:and|to)\s+{_Z}"),
    ("span", rf"(?:(?:بین|میان)\s+(?:سال\s*های\s+)?|از\s+)(?:سال\s+)?{_Y}\s+(?:و|تا)\s+{_FA_OTHER}"),
    ("span", rf"بین\s+(?:عامی\s+|عام\s+)?{_Y}\s+و\s*{_Z}"),
    ("span", rf"{_Y}\s+(?:ile|ve)\s+{_Z}\s+(?:yılları\s+)?arasında"),
    ("decade", r"\b(?:in\s+|from\s+)?the\s+(?P<year>\d{3}0)['’]?s\b"),
    ("decade", r"ده(?:هٔ|ۀ|ه\s+ی|هی|ه)\s+(?P<year>\d{3}0|\d0)(?!\d)"),
    ("since", rf"از\s+{_FA}\s+(?:به\s+بعد|تا\s*کنون)"),
    ("since", rf"\b{_BEGUN}(?:since\s+{_Y}|from\s+(?P<bare>\d{{4}})\s+on(?:wards?)?\b)"),
    ("since", rf"منذ\s+{_AR}"),
    ("since", rf"{_Y}{_OF_TR}\s+(?:beri|itibaren)"),
    ("before", rf"\b{_BEGUN}(?:before|prior\s+to|earlier\s+than)\s+(?:the\s+year\s+)?{_Y}"),
    ("before", rf"(?:قبل|پیش)\s+از\s+{_FA}"),
    ("before", rf"قبل\s+{_AR}"),
    ("before", rf"{_Y}(?:{_OF_TR}\s+(?:önce|evvel)|\s+öncesi)"),
    ("after", rf"\b{_BEGUN}(?:after|later\s+than)\s+(?:the\s+year\s+)?{_Y}"),
    ("after", rf"(?:بعد|پس)\s+از\s+{_FA}"),
    ("after", rf"بعد\s+{_AR}"),
    ("after", rf"{_Y}(?:{_OF_TR}\s+sonra|\s+sonrası)"),
    ("until", rf"\b{_BEGUN}(?:until|up\s+to|till)\s+(?:the\s+year\s+)?{_Y}"),
    ("until", rf"تا\s+(?:پایان\s+)?{_FA}"),
    ("until", rf"حت[یى]\s+{_AR}"),
)
_ARAB_YEAR = re.compile("عام|سنة")
_COMPILED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES]
_SPELLINGS = str.maketrans({"ي": "ی", "ك": "ک", "\u200c": " ", "İ": "i"})


@dataclass(frozen=True, slots=True)
class YearWish:
    """Wish for cases begun from ``first`` to ``last``, both Gregorian and included.

    ``typed`` is what says so, ``rest`` the text without it.
    """

    typed: str
    rest: str
    first: int
    last: int

    def as_dict(self) -> dict[str, str | int | None]:
        """The wish that the API and the command line give; a bound that is open is None."""
        first, last = (None if year in (EARLIEST, LATEST) else year for year in (self.first, self.last))
        return {"typed": self.typed, "first": first, "last": last}


def wish_of_years(text: str) -> YearWish | None:
    """The wish that a typed text holds; None where there is none, or where no year would fulfil it."""
    found = sorted(_found(text))
    if not found:
        return None
    first = max(bounds[0] for _start, _end, bounds in found)
    last = min(bounds[1] for _start, _end, bounds in found)
    if first > last:
        return None
    typed = " … ".join(text[start:end].strip() for start, end, _bounds in found)
    rest, position = "", 0
    for start, end, _bounds in found:
        rest, position = f"{rest}{text[position:start]} ", end
    return YearWish(typed, f"{rest}{text[position:]}".strip(), first, last)


def _found(text: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Places of a text that speak of years, none in another, with the years they allow."""
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
    plain = plain.translate(_SPELLINGS)
    taken: set[int] = set()
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(plain):
            places = range(match.start(), match.end())
            is_quoted = sum(text.count(sign, 0, match.start()) for sign in _QUOTES) % 2
            if is_quoted or taken.intersection(places) or (bounds := _bounds(kind, match)) is None:
                continue
            taken.update(places)
            yield match.start(), match.end(), bounds


def _bounds(kind: str, match: re.Match[str]) -> tuple[int, int] | None:
    groups = match.groupdict()
    year = _gregorian(groups.get("year") or groups.get("bare") or "")
    if year is None or (_ARAB_YEAR.search(match[0]) and str(year) not in match[0]):  # of the Hijri calendar
        return None
    match kind:
        case "before":
            return EARLIEST, year - 1
        case "until":
            return EARLIEST, year
        case "after":
            return year + 1, LATEST
        case "since":
            return year, LATEST
        case "decade":
            return year, year + 9
    other = _gregorian(groups["other"])
    return None if other is None else (min(year, other), max(year, other))


def _gregorian(written: str) -> int | None:
    """Gregorian year of one that was written; None where it is no year."""
    if not written:
        return None
    year = int(written)
    if len(written) == 2:
        year += 1300 if year >= 30 else 1400
    if year in GREGORIAN:
        return year
    return year + JALALI_OFFSET if year in JALALI else None
