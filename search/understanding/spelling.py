"""Spelling of a typed text for the model, which gives another vector for each: they are made one.

Persian is spelled as the index and the thesaurus have it, Latin letters are plain. Arabic keeps its letters: the model
has read them, and a taa marbuta or a yaa that was folded away makes another word of it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from search.content.thesaurus import Thesaurus
from search.content.vocabulary import known
from search.text.analysis import folded, words

from .parser import language_of, with_maddah, written_forms

_UNWRITTEN = re.compile("[\u0640\u064b-\u0652\u200c-\u200f]")  # lengthening, vowel signs, joiners and marks
_ARABIC = str.maketrans("یکڤ", "يكف")
_LINKED_PLURAL = re.compile(r"(?<=ها)ی$")  # of an ezafe: شهرهای


def spelled(text: str, reader_language: str, thesaurus: Thesaurus) -> str:
    """The text, as all its spellings are given to the model."""
    typed = words(text)
    forms = [word.form for word in typed]
    if not forms:
        return text
    language = language_of(forms, reader_language)
    if language == "ar":
        return _UNWRITTEN.sub("", text).translate(_ARABIC)
    if language != "fa":
        return " ".join(folded(text).split())
    forms = written_forms(forms, thesaurus)
    spelling = [with_maddah(form, text[word.start]) for form, word in zip(forms, typed, strict=True)]
    for span in reversed(thesaurus.spans(forms)):
        if len(span.forms) != span.end - span.start:  # written together or apart
            spelling[span.start : span.end] = span.forms
    return " ".join(_together([_LINKED_PLURAL.sub("", form) for form in spelling]))


def _together(forms: Sequence[str]) -> list[str]:
    """Forms with those neighbours written as one word that documents write so. One query."""
    pairs = ["".join(pair) for pair in pairwise(forms)]
    are_one = known(pairs)
    found: list[str] = []
    position = 0
    while position < len(forms):
        joins = position < len(pairs) and pairs[position] in are_one
        found.append(pairs[position] if joins else forms[position])
        position += 2 if joins else 1
    return found
