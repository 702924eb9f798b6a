"""The words that indexed documents hold: what a misspelled word may have meant."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from search.contract.documents import SearchDocument
from search.models import KnownWord
from search.text.analysis import FORMS, analyze, form_of, raw_words, words
from search.text.skeletons import skeleton

SHORTEST, LONGEST = 3, 32  # letters of a word worth remembering
BATCH = 2000
MOST_ALIKE = 200  # words of some skeletons that are compared


class Collector:
    """Gathers the words of documents as they pass by on their way to an index."""

    def __init__(self) -> None:
        self.spellings: dict[str, str] = {}
        self._capital: set[str] = set()  # seen with a capital letter alone so far

    def watch(self, documents: Iterable[SearchDocument]) -> Iterator[SearchDocument]:
        """Passes documents on, and notes their words."""
        for document in documents:
            self.add(document)
            yield document

    def add(self, document: SearchDocument) -> None:
        """Notes the words of a document that are not yet known here, each as its author wrote it."""
        for _part, _language, text in document.texts():
            found = set(analyze(text, FORMS))
            new = set(filter(_is_word, found.difference(self.spellings)))
            if new:
                self._note(new, text)
            for form in self._capital & found:
                if form in text and re.search(rf"\b{re.escape(form)}\b", text):  # a heading's word, no name
                    self.spellings[form] = form
                    self._capital.discard(form)

    def _note(self, new: set[str], text: str) -> None:
        for word in raw_words(text):
            if (form := form_of(word)) in new:
                new.discard(form)
                self.spellings[form] = word[:80]
                if word[:1].isupper():
                    self._capital.add(form)
        if new:  # endings that were typed apart
            for placed in words(text):
                if placed.form in new:
                    self.spellings.setdefault(placed.form, text[placed.start : placed.end][:80])

    def remember(self) -> None:
        """Adds the words to those that are known."""
        rows = (
            KnownWord(form=form, spelling=spelling, skeleton=skeleton(form)[:LONGEST])
            for form, spelling in self.spellings.items()
        )
        while batch := list(islice(rows, BATCH)):
            KnownWord.objects.bulk_create(batch, ignore_conflicts=True)

    def replace(self) -> None:
        """Adds the words, and forgets all others."""
        self.remember()
        gone = [form for form in KnownWord.objects.values_list("form", flat=True) if form not in self.spellings]
        for start in range(0, len(gone), 500):
            KnownWord.objects.filter(form__in=gone[start : start + 500]).delete()


def _is_word(form: str) -> bool:
    return SHORTEST <= len(form) <= LONGEST and form.isalpha()


def known(candidates: Iterable[str]) -> dict[str, str]:
    """Spellings, by folded word, of the candidates that documents hold. A query for every 500 that could be known."""
    wanted = list(dict.fromkeys(candidate for candidate in candidates if SHORTEST <= len(candidate) <= LONGEST))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), 500):
        rows = KnownWord.objects.filter(form__in=wanted[start : start + 500])
        found |= dict(rows.values_list("form", "spelling"))
    return found


def words_of_skeletons(skeletons: Iterable[str]) -> list[str]:
    """Folded words in Arabic script that documents hold, of these skeletons; at most ``MOST_ALIKE``. One query."""
    wanted = [bones for bones in skeletons if bones]
    return list(KnownWord.objects.filter(skeleton__in=wanted).values_list("form", flat=True)[:MOST_ALIKE])
