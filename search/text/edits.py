"""Words one edit away: a letter missing, too many, wrong, or two that changed places."""

from functools import cache

from .alphabets import ALPHABETS, CONFUSED_LETTERS

LIKELY, UNLIKELY = 3.0, 0.4  # how much likelier than any other edit
LONGEST_WORD = 60  # letters; longer ones are neither slips of a finger nor two words written together


def one_edit(form: str) -> dict[str, float]:
    """Every word one edit from a folded one, with how likely it is that this edit was the mistake (1: as any).

    Letters come from the alphabet of the word's own; a word in another script has no edits, nor has a very long one.
    """
    alphabet = next((letters for letters in ALPHABETS if form and form[0] in letters), "")
    if not alphabet or len(form) > LONGEST_WORD:
        return {}
    found: dict[str, float] = {}

    def note(word: str, weight: float) -> None:
        if word != form and len(word) > 1:
            found[word] = max(weight, found.get(word, 0.0))

    for position in range(len(form) + 1):
        before, after = form[:position], form[position:]
        first = UNLIKELY if position == 0 else 1.0  # people get the first letter right
        if after:
            doubled = position > 0 and form[position - 1] == form[position]
            note(before + after[1:], LIKELY if doubled else first)
        if len(after) > 1:
            note(before + after[1] + after[0] + after[2:], 2.0 * first)
        for letter in alphabet:
            if after:
                note(before + letter + after[1:], LIKELY if letter in _confused(after[0]) else UNLIKELY)
            repeats = letter in (form[position - 1 : position], form[position : position + 1])
            note(before + letter + after, LIKELY if repeats else first)
    return found


@cache
def _confused(letter: str) -> frozenset[str]:
    """Letters taken for this letter: of like sound, or next to it on a keyboard."""
    return frozenset(other for group in CONFUSED_LETTERS if letter in group for other in group) - {letter}
