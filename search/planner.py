"""From what a person typed to a query tree."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from .query import All, And, Boost, Constant, Max, Nothing, Phrase, Query, Term
from .text import is_arabic_script, stem, stop_words, words
from .thesaurus import Concept, Span, Thesaurus

MOST_CHARACTERS = 1000
MOST_WORDS = 32
WEIGHTS = {"title": 4.0, "summary": 2.0, "body": 1.0}
OWN_LANGUAGE = 1.2  # a slight preference for cases that say it in the reader's language
CONCEPT_SCORE = 6.0  # filed under the concept named: about as good as the word in a title
LABEL_WEIGHT = 0.5  # another name of the concept, in the text
MOST_LABELS = 10  # per language and concept: the common ones come first, and each costs time
JOINED = 3  # neighbours that may be one word written apart
SHORTEST_HALF = 2  # letters of a part, where a long word is cut in two
LONGEST_CUT = 24

_QUOTED = re.compile(r'["“”«»„]([^"“”«»„]*)["“”«»„]')


@dataclass(frozen=True, slots=True)
class Plan:
    """The tree, and the content words it was made from (empty: everything is asked for)."""

    query: Query
    words: tuple[str, ...]


def plan(typed: str, language: str, thesaurus: Thesaurus) -> Plan:
    """The query for a typed text, read in ``language``. Any text has a plan; none raises."""
    typed = typed[:MOST_CHARACTERS]
    phrases = [_forms(match) for match in _QUOTED.findall(typed)]
    forms = _content(_forms(_QUOTED.sub(" ", typed)), language)[:MOST_WORDS]
    phrases = [phrase[:MOST_WORDS] for phrase in phrases if phrase]
    if not forms and not phrases:
        return Plan(All() if not typed.strip() else Nothing(), ())
    clauses = [_phrase(phrase, language) for phrase in phrases]
    clauses += _clauses(forms, thesaurus.spans(forms), language)
    found = tuple(form for phrase in phrases for form in phrase) + tuple(forms)
    return Plan(clauses[0] if len(clauses) == 1 else And(tuple(clauses)), found)


def _forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


def _content(forms: list[str], language: str) -> list[str]:
    """Words that name something; where there are none, the words that were typed.

    Only the reader's own question words and the English ones are left out: كم asks in Arabic and means "little" in
    Persian.
    """
    stops = stop_words(language) | stop_words("en")
    return list(dict.fromkeys(form for form in forms if form not in stops)) or forms


def _clauses(forms: Sequence[str], spans: Sequence[Span], language: str) -> Iterator[Query]:
    position = 0
    for span in [*spans, None]:
        upto = span.start if span else len(forms)
        yield from _plain(forms[position:upto], language)
        if span:
            yield _named(forms[span.start : span.end], span.concepts, language)
            position = span.end


def _plain(forms: Sequence[str], language: str) -> Iterator[Query]:
    """Words without a name in the thesaurus: each must be found, by itself or in one word with its neighbours."""
    clauses = []
    for position, form in enumerate(forms):
        joined = tuple(_anywhere(one, language) for one in _joined(forms, position))
        clauses.append(Max((_word(form, language), *joined)) if joined else _word(form, language))
    if clauses:
        yield clauses[0] if len(clauses) == 1 else And(tuple(clauses))


def _joined(forms: Sequence[str], position: int) -> Iterator[str]:
    """The words that the one at ``position`` may be a part of, had they been written together."""
    for length in range(2, JOINED + 1):
        for start in range(max(0, position - length + 1), min(position, len(forms) - length) + 1):
            yield "".join(forms[start : start + length])


def _named(forms: Sequence[str], concepts: Sequence[Concept], language: str) -> Query:
    """A name of a concept: the words themselves, or the concept, or another of its names."""
    alternatives: list[Query] = list(_plain(forms, language))
    for concept in concepts:
        alternatives.append(Constant(Term(concept.facet, concept.code), CONCEPT_SCORE))
        if concept.facet == "topic":
            alternatives += [Boost(query, LABEL_WEIGHT) for query in _labels(concept)]
    return Max(tuple(alternatives), 0.3)


def _labels(concept: Concept) -> Iterator[Query]:
    for code, _name in settings.LANGUAGES:
        labels = [tuple(stem(form, code) for form in _forms(label)) for label in concept.labels.get(code, ())]
        for tokens in _widest(labels)[:MOST_LABELS]:
            yield Max(tuple(Boost(_tokens(f"{part}_{code}", tokens), WEIGHTS[part]) for part in WEIGHTS))


def _widest(labels: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The labels that find everything: one that holds another ("urban waste", "waste") finds nothing more than that."""
    kept: list[tuple[str, ...]] = []
    for tokens in sorted(dict.fromkeys(labels), key=len):
        text = f" {' '.join(tokens)} "
        if tokens and not any(f" {' '.join(shorter)} " in text for shorter in kept):
            kept.append(tokens)
    return kept


def _word(form: str, language: str) -> Query:
    """One word in any part and language, or the two halves of a compound one after the other."""
    halves = tuple(_halves(form, language))
    return Max((_anywhere(form, language), *halves)) if halves else _anywhere(form, language)


def _halves(form: str, language: str) -> Iterator[Query]:
    form = stem(form, "fa")  # so that all forms of a word are cut alike
    if not is_arabic_script(form) or not 2 * SHORTEST_HALF < len(form) <= LONGEST_CUT:
        return
    for cut in range(SHORTEST_HALF, len(form) - SHORTEST_HALF + 1):
        yield _phrase((form[:cut], form[cut:]), language)


def _anywhere(form: str, language: str) -> Query:
    return Max(tuple(_fields([form], language)), 0.1)


def _phrase(forms: Sequence[str], language: str) -> Query:
    """Words one after the other, in one field."""
    return Max(tuple(_fields(forms, language)), 0.1)


def _fields(forms: Sequence[str], language: str) -> Iterator[Query]:
    for code in _languages(forms):
        # As it stands, and without the endings of the reader's language, which the other one does not know.
        as_typed = tuple(stem(form, code) for form in forms)
        bare = tuple(stem(stem(form, language), code) for form in forms)
        preference = OWN_LANGUAGE if code == language else 1.0
        for tokens in dict.fromkeys([as_typed, bare]):
            for part, weight in WEIGHTS.items():
                yield Boost(_tokens(f"{part}_{code}", tokens), weight * preference)


def _tokens(field: str, tokens: tuple[str, ...]) -> Query:
    return Term(field, tokens[0]) if len(tokens) == 1 else Phrase(field, tokens)


def _languages(forms: Iterable[str]) -> list[str]:
    """Languages whose texts can hold these words: Arabic-script words do not stand in English prose."""
    codes = [code for code, _name in settings.LANGUAGES]
    return [code for code in codes if code != "en"] if any(is_arabic_script(form) for form in forms) else codes
