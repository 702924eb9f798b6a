"""Takes out of a text what looks like a person's: e-mail addresses, handles, web addresses, long numbers."""

import re

from search.text.tables import CHARACTERS

MASK = "…"
_START, _REST = r"(?<!\S)\S*?", r"\S*"  # from the start of what stands between two spaces, and to its end
_ADDRESSES = re.compile(
    rf"{_START}\s?[@＠﹫]\s?{_REST}"  # also with a space on either side
    rf"|{_START}(?:://|www\.){_REST}"
    rf"|{_START}[a-z\d-]\.[a-z]{{2,6}}(?:[/:?#]{_REST}|(?!\S))",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"0(?:[\W_]*0){4,}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # what some database would refuse


def mask(text: str) -> str:
    """The text on one line, with a "…" for each such thing.

    A number is long from five digits on, of any script, with whatever between them that is not part of a word. A span
    of years (2015-2020) is taken for one too: better that than a telephone kept.
    """
    text = _ADDRESSES.sub(MASK, _CONTROL.sub(" ", text))
    pieces: list[str] = []
    end = 0
    for match in _LONG_NUMBER.finditer("".join(map(_shape, text))):
        pieces += [text[end : match.start()], MASK]
        end = match.end()
    return " ".join("".join([*pieces, text[end:]]).split())


def _shape(character: str) -> str:
    """0 for a digit, a space for what folding drops (a joiner, a tatweel), anything else as it is."""
    if character.isnumeric():
        return "0"
    return " " if CHARACTERS.get(character) == "" else character
