"""Codes of cases among what is typed: whoever has one from a citation or a printed page types that."""

import re

from search.text.folding import folded

_CODE = re.compile(r"\s*([a-z]{3})[-‐-― ]?(\d{4,6})\s*")  # any hyphen or dash
LONGEST = 40  # characters of a text that is looked at


def code_in(typed: str) -> str:
    """The code that the whole text may be, as cases have it (THR-0001); "" for any other text."""
    found = _CODE.fullmatch(folded(typed)) if len(typed) <= LONGEST else None
    return f"{found[1].upper()}-{found[2]}" if found else ""
