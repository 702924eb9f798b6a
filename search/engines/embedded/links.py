"""Links: a word and the next one as one token. Names and phrases are found by them, without a look at positions.

Words that stand everywhere are only known within a link: "right to the city" is one. With links of their own they would
make half of all, and names begin and end with other words.
"""

from collections.abc import Sequence

from search import text_tables as tables
from search.text import analyze

LINK = "¶"  # between the words of a link; no token holds it
LONGEST = 3  # steps from the first word to the last

_LINKING = {
    language: frozenset(token for word in words.split() for token in analyze(word, language))
    for language, words in tables.LINKING_WORDS.items()
}
_NONE: frozenset[str] = frozenset()


def links(tokens: Sequence[str], language: str) -> list[str]:
    """All links of these words. A plain loop is the quickest of the ways tried; indexing spends much time here."""
    linking = _LINKING.get(language, _NONE)
    found: list[str] = []
    first, between, steps = "", "", 1
    for token in tokens:
        if token in linking:
            between, steps = f"{between}{LINK}{token}", steps + 1
            continue
        if first and steps <= LONGEST:
            found.append(f"{first}{between}{LINK}{token}")
        first = token
        if between:
            between, steps = "", 1
    return found


def whole_link(tokens: Sequence[str], language: str) -> str | None:
    """The one link that these words are; None where they are none, or several."""
    found = links(tokens, language)
    return found[0] if len(found) == 1 and found[0].count(LINK) == len(tokens) - 1 else None
