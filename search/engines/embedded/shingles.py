"""Shingles: a word and the next one as one token. Names and phrases are found by them, without a look at positions.

Words that stand everywhere are only known within a shingle: "right to the city" is one. With shingles of their own they
would make half of all, and names begin and end with other words.
"""

from collections.abc import Iterable, Sequence

from search.text import tables
from search.text.analysis import analyze
from search.text.word_memory import WordMemories

SEPARATOR = "¶"  # between the words of a shingle; no token holds it
LONGEST = 3  # steps from the first word to the last
REMEMBERED = 20_000  # runs of each language

_JOINING = {
    language: frozenset(token for word in words.split() for token in analyze(word, language))
    for language, words in tables.LINKING_WORDS.items()
}
_NONE: frozenset[str] = frozenset()


def shingles(tokens: Sequence[str], language: str) -> list[str]:
    """Shingles of a run of words, in order."""
    joining = _JOINING.get(language, _NONE)
    found: list[str] = []
    first, between, steps = "", "", 1
    for token in tokens:
        if token in joining:
            between, steps = f"{between}{SEPARATOR}{token}", steps + 1
            continue
        if first and steps <= LONGEST:
            found.append(f"{first}{between}{SEPARATOR}{token}")
        first = token
        if between:
            between, steps = "", 1
    return found


def whole_shingle(tokens: Sequence[str], language: str) -> str | None:
    """The one shingle that these words are; None where they are none, or several."""
    found = shingles(tokens, language)
    return found[0] if len(found) == 1 and found[0].count(SEPARATOR) == len(tokens) - 1 else None


def shingled(runs: Iterable[str], language: str) -> str:
    """A line with all shingles of a text, given as runs of words.

    What else is in it, words and shingles that begin or end in the middle of one, nobody asks for. So a run says the
    same in every text and is looked up: indexing spends much time here; a loop over all words takes twice as long.
    """
    return "".join(map(_parts_of[language], runs)).partition(" ")[2]


def _parts(run: str, language: str) -> str:
    """Part of a run in a line of shingles: each word ends a shingle and begins the next one."""
    joining = _JOINING.get(language, _NONE)
    return "".join(f"{SEPARATOR}{word}" if word in joining else f"{SEPARATOR}{word} {word}" for word in run.split(" "))


_parts_of = WordMemories(_parts, REMEMBERED)
