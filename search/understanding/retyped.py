"""A text that was typed with other letters: Persian and Arabic in Latin ones, or with the wrong keyboard layout.

Looked at only where nothing matches and nearly no word is known. What is read instead must find something; the page
says what was searched, and searches what was typed when asked.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice, product
from statistics import fmean

from search.content.thesaurus import Thesaurus
from search.content.vocabulary import known, words_of_skeletons
from search.contract.searcher import Searcher, SearchRequest
from search.text.analysis import is_arabic_script, stem, words
from search.text.keyboards import typed_with
from search.text.skeletons import heard, latin_skeletons, skeleton, sounds

from .planner import plan
from .tables import LATIN_LINKING_WORDS

MOST_WORDS, LONGEST = 8, 120  # words and characters of a text that is read again
FEW_WORDS = 4  # words whose readings are all tried with each other
MOST_READINGS = 4  # of a word
MOST_TRIED = 12  # whole texts that the index is asked for
# Ratio of the letters that a word and its reading have in common, 0 to 1; more is asked of one consonant.
LEAST_ALIKE, MUCH_ALIKE = 0.65, 0.75
SAID_AS_IT_IS = 0.6  # likeness of a Latin word that documents have, with itself
LIKELINESS = 5.0  # ten times as many cases count as much as a fifth more letters alike
SHORT = 2  # consonants


@dataclass(frozen=True, slots=True)
class Reader:
    """Reader of retyped texts: her language, and the names and the index that know words."""

    language: str
    thesaurus: Thesaurus
    engine: Searcher


def as_other_layout(text: str, reader: Reader) -> str | None:
    """The text as another keyboard layout gives it, where all its words are known then and find something."""
    if not _is_unknown(text, reader):
        return None
    return next((other for other in _by_keyboard(text, reader) if _found(other, reader)), None)


def as_heard(text: str, reader: Reader) -> str | None:
    """The text with its Latin words read as Persian or Arabic ones: the reading that is most alike and finds most."""
    forms = [word.form for word in words(text)]
    if not _is_unknown(text, reader) or any(is_arabic_script(form) for form in forms):
        return None
    best, score = None, 0.0
    for candidate, likeness in islice(_by_sound(forms, reader), MOST_TRIED):
        found = _found(candidate, reader)
        if found and likeness + math.log10(found) / LIKELINESS > score:
            best, score = candidate, likeness + math.log10(found) / LIKELINESS
    return _as_written(best, reader.thesaurus) if best else None


def _as_written(text: str, thesaurus: Thesaurus) -> str:
    """Folded words as a name has them or an author wrote them."""
    spellings = {form: thesaurus.words[form] for form in text.split() if form in thesaurus.words} | known(text.split())
    return " ".join(spellings.get(form, form) for form in text.split())


def _is_unknown(text: str, reader: Reader) -> bool:
    """Whether half of the words of a short text or more are known to nobody."""
    forms = [word.form for word in words(text) if len(word.form) > 1]
    if not 0 < len(forms) <= MOST_WORDS or len(text) > LONGEST:
        return False
    return 2 * len(_held(forms, reader.thesaurus)) <= len(forms)


def _by_keyboard(text: str, reader: Reader) -> Iterator[str]:
    """The text as other layouts give it, where all its words are known then."""
    for other in typed_with(text):
        forms = [word.form for word in words(other)]
        is_words = all(sign.isalnum() or sign.isspace() for sign in other)
        if is_words and forms and max(map(len, forms)) > 2 and set(forms) <= _held(forms, reader.thesaurus):
            yield other.strip()


def _by_sound(forms: Sequence[str], reader: Reader) -> Iterator[tuple[str, float]]:
    """The text with its words read as Persian or Arabic ones, and how alike they are on average, most alike first."""
    asked = [form for form in forms if form not in LATIN_LINKING_WORDS.split()]
    readings = [_readings(form, reader.thesaurus) for form in asked]
    if not readings or not all(readings):
        return
    if len(readings) > FEW_WORDS:  # else there are too many texts to put in order
        readings = [some[:2] for some in readings]
    for chosen in sorted(product(*readings), key=lambda one: -sum(likeness for _word, likeness in one)):
        if any(word != form for (word, _likeness), form in zip(chosen, asked, strict=True)):
            yield " ".join(word for word, _likeness in chosen), fmean(likeness for _word, likeness in chosen)


def _readings(form: str, thesaurus: Thesaurus) -> list[tuple[str, float]]:
    """Known words of one of the skeletons of a word in Latin letters, as (word, likeness); itself where it is known."""
    skeletons = latin_skeletons(form)
    named = thesaurus.words_of_skeletons(skeletons)
    found: dict[str, float] = {}
    for word in (*named, *words_of_skeletons(skeletons)):
        likeness = max(SequenceMatcher(None, one, sounds(word)).ratio() for one in heard(form))
        if likeness >= (LEAST_ALIKE if len(skeleton(word)) >= SHORT else MUCH_ALIKE):
            found[word] = likeness
    if form in thesaurus.words:
        found[form] = 1.0
    elif known([form]):
        found[form] = SAID_AS_IT_IS
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST_READINGS]


def _held(forms: Sequence[str], thesaurus: Thesaurus) -> set[str]:
    """Subset of the words that names or documents have, with or without their endings."""
    stems = {form: {form, *(stem(form, language) for language in ("fa", "en", "ar", "tr"))} for form in forms}
    wanted = [one for ones in stems.values() for one in ones]
    held = {one for one in wanted if one in thesaurus.words} | set(known(wanted))
    return {form for form, ones in stems.items() if ones & held}


def finds(text: str, reader: Reader) -> bool:
    """Whether some case matches the words of a text."""
    return _found(text, reader) > 0


def _found(text: str, reader: Reader) -> int:
    planned = plan(text, reader.language, reader.thesaurus)
    return reader.engine.search(SearchRequest(planned.query, reader.language, limit=0)).total
