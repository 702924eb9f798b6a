"""Text cut to a length without changing what it says."""

import re

_NUMBER = re.compile(r"\d")
_END = re.compile(r"[.!?؟…](?=\s|$)")


def cut(text: str, most: int) -> str:
    """Text of at most so many letters: as it is, or cut after a word that is no part of a number, with an ellipsis.

    A number at the cut goes altogether, since without the word behind it (million, percent) it says something else.
    """
    if len(text) <= most:
        return text
    words = text[: most - 1].rsplit(None, 1)[0].split() if " " in text[: most - 1].strip() else [text[: most - 1]]
    while len(words) > 1 and _NUMBER.search(words[-1]):
        words.pop()
    return " ".join(words).rstrip(" ,،;؛:–-(") + "…"


def first_sentences(text: str, most: int) -> str:
    """The first sentences of a text that fit into so many letters; cut in the first where it alone is longer."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    ends = [match.end() for match in _END.finditer(line) if match.end() <= most]
    return line[: ends[-1]] if ends else cut(line, most)


def cut_pieces(pieces: list[tuple[str, bool]], most: int) -> list[tuple[str, bool]]:
    """Pieces of a text, cut where ``cut`` would cut the whole of it."""
    whole = "".join(text for text, _marked in pieces)
    if len(whole) <= most:
        return pieces
    kept = cut(whole, most).removesuffix("…")
    left = len(kept) if whole.startswith(kept) else most  # a text with odd spaces is cut where they stand
    found: list[tuple[str, bool]] = []
    for text, is_marked in pieces:
        if left > 0:
            found.append((text[:left], is_marked))
        left -= len(text)
    return [*found, ("…", False)]
