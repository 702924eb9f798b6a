"""Spoken Persian, typed as it is said: what a word that no text holds may be in writing."""

from collections.abc import Iterator
from itertools import product

from search.text.analysis import is_arabic_script

from .spoken_tables import SPOKEN_ENDINGS, SPOKEN_VOWELS

SHORTEST = 3  # letters that must be left of a word
MOST_VOWELS = 3


def written_forms(form: str) -> list[str]:
    """Folded words that ``form`` may stand for, the likeliest first: ماشینا → ماشینها, خیابونا → خیابانها."""
    if not is_arabic_script(form):
        return []
    found = dict.fromkeys(_vowels(form))
    for spoken, proper in SPOKEN_ENDINGS:
        if form.endswith(spoken) and len(form) - len(spoken) >= SHORTEST:
            base = form[: len(form) - len(spoken)]
            found |= dict.fromkeys(vowels + proper for vowels in _vowels(base))
    found.pop(form, None)
    return list(found)


def _vowels(form: str) -> Iterator[str]:
    """The word with each spoken vowel as it is or as it is written, all of them written first."""
    places = [
        (position, spoken, proper)
        for spoken, proper in SPOKEN_VOWELS
        for position in range(1, len(form) - 1)
        if form.startswith(spoken, position)
    ][:MOST_VOWELS]
    for choice in product([True, False], repeat=len(places)):
        text = form
        for (position, spoken, proper), is_written in zip(places, choice, strict=True):
            if is_written:
                text = text[:position] + proper + text[position + len(spoken) :]
        yield text
