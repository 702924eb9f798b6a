"""Links: a word and the next one as one token. Names and phrases are found by them, without a look at positions.

Words that stand everywhere are only known within a link: "right to the city" is one. With links of their own they would
make half of all, and names begin and end with other words.
"""

from collections.abc import Iterable, Sequence

from search.text import tables
from search.text.analysis import analyze
from search.text.word_memory import WordMemories

LINK = "¶"  # between the words of a link; no token holds it
LONGEST = 3  # steps from the first word to the last
REMEMBERED = 20_000  # runs of each language

_LINKING = {
    language: frozenset(token for word in words.split() for token in analyze(word, language))
    for language, words in tables.LINKING_WORDS.items()
}
_NONE: frozenset[str] = frozenset()


def links(tokens: Sequence[str], language: str) -> list[str]:
    """All links of these words."""
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


def linked(runs: Iterable[str], language: str) -> str:
    """A line with all links of a text, given as runs of words.

    What else is in it, words and links that begin or end in the middle of one, nobody asks for. So a run says the same
    in every text and is looked up: indexing spends much time here, and a loop over all words takes twice as long.
    """
    return "".join(map(_parts_of[language], runs)).partition(" ")[2]


def _parts(run: str, language: str) -> str:
    """What a run is within a line of links: each word ends a link and begins the next one."""
    linking = _LINKING.get(language, _NONE)
    return "".join(f"{LINK}{word}" if word in linking else f"{LINK}{word} {word}" for word in run.split(" "))


_parts_of = WordMemories(_parts, REMEMBERED)
