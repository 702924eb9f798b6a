"""The labels that connect languages: topics, cities and countries under every name people use for them."""

import re
import threading
import time
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from babel import Locale
from django.conf import settings

from cases.models.localized_text import resolve
from cases.selectors.countries import country_name
from cases.selectors.public_lists import cities_with_cases, version_of_public_cities
from cases.selectors.topics import TopicNode, taxonomy_version, topic_tree
from search.text.analysis import forms, stem, words
from search.text.edits import one_edit
from search.text.skeletons import skeleton

from .country_groups import GROUPS
from .name_forms import is_said
from .setback_words import SETBACK_WORDS
from .status_words import OUTCOME_WORDS, STATUS_WORDS

LONGEST_LABEL = 7  # words
# The plural with the commonest cases: otobüsler, yolların.
_TURKISH_PLURAL = re.compile(r"(?<=\w{3})l[ae]r(?:i|in|a|e|da|de|dan|den)?$")
VERSION_CHECKED_EVERY = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Concept:
    """Something with names: the facet and the code it is filed under, and its names by language, preferred first."""

    facet: str
    code: str
    labels: Mapping[str, Sequence[str]] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``start`` to ``end`` of a query (end excluded) are a name of these concepts.

    ``forms`` are the words of that name as the thesaurus spells it, so that every spelling leads to one search.
    """

    start: int
    end: int
    concepts: tuple[Concept, ...]
    forms: tuple[str, ...]


@dataclass(slots=True, weakref_slot=True, eq=False)
class Thesaurus:
    """Looks names up in a tokenised query."""

    tree: Mapping[str, TopicNode]
    city_names: dict[str, dict[str, str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)  # of all names, folded: as a name has it
    concepts: list[Concept] = field(default_factory=list)
    _keys: list[tuple[str, str, Concept]] = field(default_factory=list)
    _spelled: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    _names: dict[str, dict[str, dict[Concept, set[tuple[str, ...]]]]] = field(default_factory=dict)
    _skeletons: dict[str, list[str]] = field(default_factory=dict)

    def add(self, concept: Concept) -> None:
        """Files a concept under all its labels."""
        self.concepts.append(concept)
        known: dict[str, tuple[str, ...]] = {}  # the other names of a city are the same in every language
        for language, labels in concept.labels.items():
            names = self._names.setdefault(language, {})
            for label in labels:
                spelled = known.get(label)
                if spelled is None:
                    spelled = known[label] = self._noted(label)
                key = label_key(spelled, language)
                self._spelled.setdefault((language, key), spelled)
                if key:
                    names.setdefault(key, {}).setdefault(concept, set()).add(spelled)

    def add_group(self, labels: Mapping[str, Sequence[str]], members: Sequence[Concept]) -> None:
        """Files concepts that there are under the names of a group of them. A name of a concept stays that alone."""
        for language, listed in labels.items():
            names = self._names.setdefault(language, {})
            for label in listed:
                spelled = self._noted(label)
                key = label_key(spelled, language)
                if key and not names.get(key):
                    self._spelled.setdefault((language, key), spelled)
                    names[key] = {member: {spelled} for member in members}

    def _noted(self, label: str) -> tuple[str, ...]:
        """Folded words of a label, which are known from now on."""
        found = words(label)
        for word in found:
            self.words.setdefault(word.form, label[word.start : word.end])
        return tuple(word.form for word in found)

    def words_of_skeletons(self, skeletons: Iterable[str]) -> list[str]:
        """Folded words of names in Arabic script that have one of these skeletons of consonants."""
        if not self._skeletons:
            found: dict[str, list[str]] = {}
            for word in self.words:
                found.setdefault(skeleton(word), []).append(word)
            self._skeletons = found  # whole, since other threads read it
        return [word for bones in skeletons for word in self._skeletons.get(bones, ())]

    def spans(self, forms: Sequence[str], language: str = "") -> list[Span]:
        """Names in a query, longest first; a shorter one inside a longer one is left out.

        ``language``: of the query, in which a word is read: خانه is then no الخانات, and "urban" no urbanism.
        """
        taken: set[int] = set()
        found = []
        for length in range(min(LONGEST_LABEL, len(forms)), 0, -1):
            for start in range(len(forms) - length + 1):
                positions = range(start, start + length)
                if taken.intersection(positions):
                    continue
                if concepts := self._look_up(forms[start : start + length], language):
                    taken.update(positions)
                    spelled = self._spelling(forms[start : start + length])
                    found.append(Span(start, start + length, concepts, spelled))
        return sorted(found, key=lambda span: span.start)

    def codes(self, facet: str, name: str) -> list[str]:
        """Codes of a facet's concepts of this name, in any language; the code itself is a name too."""
        found = [concept.code for concept in self._look_up(forms(name)) if concept.facet == facet]
        code = name.strip().lower()
        known = {concept.code.lower(): concept.code for concept in self.concepts if concept.facet == facet}
        return list(dict.fromkeys([*found, *([known[code]] if code in known else [])]))

    def beginning_with(self, typed: str) -> list[tuple[Concept, str]]:
        """Concepts with a name that begins like folded letters without spaces, with that name; the shortest first."""
        return self._beginning([typed])

    def beginning_nearly_with(self, typed: str) -> list[tuple[Concept, str]]:
        """Concepts with a name whose beginning is one edit from what was typed, and that name."""
        return self._beginning(one_edit(typed))

    def _beginning(self, beginnings: Iterable[str]) -> list[tuple[Concept, str]]:
        names, found = self._sorted_names(), dict[Concept, tuple[int, str]]()
        for beginning in beginnings:
            for position in range(bisect_left(names, beginning, key=_letters), len(names)):
                letters, label, concept = names[position]
                if not letters.startswith(beginning):
                    break
                if concept not in found or len(label) < found[concept][0]:
                    found[concept] = (len(label), label)
        ranked = sorted(found.items(), key=lambda item: (item[1][0], item[0].code))
        return [(concept, label) for concept, (_length, label) in ranked]

    def _sorted_names(self) -> list[tuple[str, str, Concept]]:
        if not self._keys:
            keys = []
            for concept in self.concepts:
                for label in dict.fromkeys(label for labels in concept.labels.values() for label in labels):
                    keys.append(("".join(forms(label)), label, concept))
            self._keys = sorted(keys, key=_letters)  # whole, since other threads read it
        return self._keys

    def name(self, concept: Concept, language: str) -> tuple[str, str]:
        """The preferred name of a topic or city for readers of ``language``, and the language it is in."""
        names = self.tree[concept.code].preferred if concept.facet == "topic" else self.city_names[concept.code]
        found = resolve(names, language)
        return found.text or concept.code, found.language

    def by_code(self, facet: str) -> dict[str, Concept]:
        """The concepts of a facet."""
        return {concept.code: concept for concept in self.concepts if concept.facet == facet}

    def _spelling(self, forms: Sequence[str]) -> tuple[str, ...]:
        keys = ((language, label_key(forms, language)) for language in self._names)
        return next((self._spelled[key] for key in keys if key in self._spelled), tuple(forms))

    def _look_up(self, forms: Sequence[str], language: str = "") -> tuple[Concept, ...]:
        found: dict[tuple[str, str], Concept] = {}
        for code, names in self._names.items():
            for concept, spellings in names.get(label_key(forms, code), {}).items():
                is_word = concept.facet == "topic"  # words for states are said in any form
                if language and is_word and not any(is_said(forms, spelled, code, language) for spelled in spellings):
                    continue
                found.setdefault((concept.facet, concept.code), concept)
        return tuple(found.values())


def _letters(name: tuple[str, str, Concept]) -> str:
    return name[0]


def label_key(forms: Iterable[str], language: str) -> str:
    """Stems of a label without spaces between them, so that spacing does not matter: بی آر تی = بی‌آرتی.

    No text is Turkish, so only names lose the Turkish plural.
    """
    if language == "tr":
        return "".join(_TURKISH_PLURAL.sub("", form) for form in forms)
    return "".join(stem(form, language) for form in forms)


def load_thesaurus() -> Thesaurus:
    """Reads all labels from the database. Four queries.

    A city without public cases has no name here, nor has its country: a search that knew it would tell of its drafts.
    """
    thesaurus = Thesaurus(topic_tree())
    for node in thesaurus.tree.values():
        languages = dict.fromkeys([*node.preferred, *node.alternative])
        labels = {
            code: [*([node.preferred[code]] if code in node.preferred else []), *node.alternative.get(code, [])]
            for code in languages
        }
        thesaurus.add(Concept("topic", node.code, labels))
    languages = {code: None for code, _name in settings.THESAURUS_LANGUAGES}
    countries = set()
    for city, _count in cities_with_cases():
        countries.add(city.country)
        thesaurus.city_names[city.slug] = city.names
        names = {code: [name] for code, name in city.names.items()}
        for code in languages:
            names[code] = [*names.get(code, []), *city.other_names]
        thesaurus.add(Concept("city", city.slug, names))
    for country in sorted(countries):
        labels = {code: [country_name(country, code)] for code in languages if code in Locale("en").languages}
        thesaurus.add(Concept("country", country, labels))
    words_of = {"status": STATUS_WORDS, "outcome": OUTCOME_WORDS, "setback": SETBACK_WORDS}
    for facet, values in words_of.items():
        for value, by_language in values.items():
            labels = {code: [name.strip() for name in names.split("|")] for code, names in by_language.items()}
            thesaurus.add(Concept(facet, value, labels))
    _add_groups(thesaurus)
    return thesaurus


def _add_groups(thesaurus: Thesaurus) -> None:
    """Groups of countries, as far as they have cases: one that has none is no name here."""
    countries = thesaurus.by_code("country")
    for codes, by_language in GROUPS:
        members = [countries[code] for code in sorted(codes & set(countries))]
        if members:
            thesaurus.add_group({code: names.split("|") for code, names in by_language.items()}, members)


class _Current:
    """The thesaurus of this process, read again when the database has a newer one."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.thesaurus: Thesaurus | None = None
        self.version = ""
        self.checked_at = 0.0

    def get(self) -> Thesaurus:
        now = time.monotonic()
        if self.thesaurus is None or now - self.checked_at > VERSION_CHECKED_EVERY:
            with self.lock:
                version = f"{taxonomy_version()}|{version_of_public_cities()}"
                if self.thesaurus is None or version != self.version:
                    self.thesaurus, self.version = load_thesaurus(), version
                self.checked_at = now
        return self.thesaurus


_current = _Current()


def current_thesaurus() -> Thesaurus:
    """The thesaurus as the database has it, at most two seconds old."""
    return _current.get()


def recheck_thesaurus() -> None:
    """Makes the next look-up in this process ask whether the database has a newer one: other cities may be public."""
    _current.checked_at = float("-inf")


def forget_thesaurus() -> None:
    """Makes the next look-up in this process read the database: something in it changed here."""
    recheck_thesaurus()
    _current.version = ""
