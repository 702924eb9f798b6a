"""From a query taken apart to a query tree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from django.conf import settings

from search.content.thesaurus import Concept, Thesaurus
from search.contract.query import (
    And,
    Boost,
    Constant,
    DisMax,
    MatchAll,
    MatchNone,
    Not,
    Or,
    Phrase,
    Query,
    Range,
    Term,
)
from search.text.analysis import is_arabic_script, stem, words

from .codes import code_in
from .parser import ParsedQuery, Unit, parse
from .years import YearWish, wish_of_years

WEIGHTS = {"title": 4.0, "summary": 2.0, "body": 1.0}
OWN_LANGUAGE = 1.2  # a slight preference for cases that say it in the language of the query
CODE_SCORE = 1000.0  # the case of a code, before whatever has it as a word
CONCEPT_SCORE = 6.0  # filed under the concept named: about as good as the word in a title
LABEL_WEIGHT = 0.5  # another name of the concept, in the text
MOST_LABELS = 10  # per language and concept: the common ones come first, and each costs time
SHORTEST_HALF = 2  # letters of a part, where a long word is cut in two
LONGEST_CUT = 24
LONG_WORDS, LONG_LETTERS = 12, 120  # more than these, and a query is a text
IN_YEARS = 4096.0  # on top of a word match begun in the years wished for: more than any relevance, and exact in floats
COVERED = 1000.0  # a partial match scores this for every content word it has, and its relevance on top


@dataclass(frozen=True, slots=True)
class Breadth:
    """In how many ways a word may be said: as one with neighbours (``joined`` of them at most), by other names
    (``labels``), and, where it is ``cut``, as two words."""

    joined: int
    labels: int
    cut: bool


# Elasticsearch refuses queries of more than some thousand clauses (8,192 with half a gigabyte of heap), and a search
# holds its plan up to three times. Whoever types a whole text says things in more than one way anyway.
WIDE, NARROW = Breadth(3, MOST_LABELS, True), Breadth(2, 3, False)


@dataclass(frozen=True, slots=True)
class Plan:
    """Plan of a search: the typed text as query trees.

    ``query`` finds word matches: every content word. ``partial`` finds whatever has at least one of them; its scores
    are ``COVERED`` for each word matched, plus relevance. ``limits`` is what field words and exclusions leave.
    ``clauses`` is how many content words (or names) there are; ``plain`` are the words that name nothing, each with
    the query that looks for it. ``years``: those wished for, in which word matches come first; the query scores them
    ``IN_YEARS`` on top.
    """

    parsed: ParsedQuery
    query: Query
    partial: Query
    limits: Query
    clauses: int
    plain: tuple[tuple[str, Query], ...] = ()
    years: YearWish | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The content words (empty: everything is asked for)."""
        return self.parsed.words


def plan(typed: str, language: str, thesaurus: Thesaurus, *, as_typed: bool = False) -> Plan:
    """The plan for a typed text, read by a reader of ``language``. Any text has a plan; none raises.

    ``as_typed``: years are words like any other.
    """
    wish = None if as_typed else wish_of_years(typed)
    if wish is None:
        return _plan(typed, language, thesaurus)
    planned = _plan(wish.rest, language, thesaurus)
    first = Or((Constant(begun_in(wish), IN_YEARS), MatchAll()))
    return replace(planned, query=And((planned.query, first)), years=wish)


def begun_in(wish: YearWish) -> Query:
    """Cases begun in the years wished for."""
    return Range("started", wish.first, wish.last)


def _plan(typed: str, language: str, thesaurus: Thesaurus) -> Plan:
    parsed = parse(typed, language, thesaurus)
    found = list(_clauses(parsed))
    clauses = [_phrase(phrase, parsed.language) for phrase in parsed.phrases] + [clause for _form, clause in found]
    limits = [*_fields_asked(parsed), *(Not(excluded) for excluded in _excluded(parsed, thesaurus))]
    if not clauses and not limits:
        nothing: Query = MatchNone() if typed.strip() else MatchAll()
        return Plan(parsed, nothing, MatchNone(), MatchAll(), 0)
    either = Or(tuple(part for clause in clauses for part in (Constant(clause, COVERED), clause)))
    every = _all(clauses or [MatchAll()], limits)
    return Plan(
        parsed,
        Or((Constant(Term("code", code), CODE_SCORE), every)) if (code := code_in(typed)) else every,
        _all([either], limits) if clauses else MatchNone(),
        _all([MatchAll()], limits),
        len(clauses),
        tuple((form, clause) for form, clause in found if form),
    )


def _all(clauses: Sequence[Query], limits: Sequence[Query]) -> Query:
    every = (*clauses, *(Constant(limit, 0.0) for limit in limits))
    return every[0] if len(every) == 1 else And(every)


def _fields_asked(parsed: ParsedQuery) -> Iterator[Query]:
    for word in parsed.fields:
        # A value that names nothing finds nothing; the page says so.
        found: Query = Or(tuple(Term(word.facet, code) for code in word.codes)) if word.codes else MatchNone()
        yield Not(found) if word.is_excluded else found


def _excluded(parsed: ParsedQuery, thesaurus: Thesaurus) -> Iterator[Query]:
    for forms in parsed.excluded:
        named = [span.concepts for span in thesaurus.spans(forms) if span.end - span.start == len(forms)]
        concepts = [concept for found in named for concept in found if concept.facet != "topic"]
        words_themselves = _phrase(forms, parsed.language) if len(forms) > 1 else _word(forms[0], parsed.language)
        yield Or((words_themselves, *(Term(concept.facet, concept.code) for concept in concepts)))


def _clauses(parsed: ParsedQuery) -> Iterator[tuple[str, Query]]:
    """Content words in order (an empty word for a name), each with its query."""
    is_long = len(parsed.words) > LONG_WORDS or sum(map(len, parsed.words)) > LONG_LETTERS
    breadth = NARROW if is_long else WIDE
    for is_named, units in groupby(parsed.units, key=lambda unit: bool(unit.concepts)):
        if is_named:
            yield from (("", _named(unit, parsed.language, breadth)) for unit in units)
        else:
            forms = [form for unit in units for form in unit.forms]
            yield from zip(forms, _plain(forms, parsed.language, breadth), strict=True)


def word_query(form: str, language: str) -> Query:
    """Query of a single word, as a plan has it."""
    return _word(form, language)


def _plain(forms: Sequence[str], language: str, breadth: Breadth) -> Iterator[Query]:
    """Words without a name in the thesaurus: each must be found, by itself or in one word with its neighbours."""
    for position, form in enumerate(forms):
        word = _word(form, language) if breadth.cut else _anywhere(form, language)
        joined = tuple(_anywhere(one, language) for one in _joined(forms, position, breadth.joined))
        yield DisMax((word, *joined)) if joined else word


def _joined(forms: Sequence[str], position: int, most: int) -> Iterator[str]:
    """The words that the one at ``position`` may be a part of, had they been written together."""
    for length in range(2, most + 1):
        for start in range(max(0, position - length + 1), min(position, len(forms) - length) + 1):
            yield "".join(forms[start : start + length])


def _named(unit: Unit, language: str, breadth: Breadth) -> Query:
    """A name of a concept: the words themselves, or the concept, or another of its names."""
    plain = tuple(_plain(unit.forms, language, breadth))
    alternatives: list[Query] = [plain[0] if len(plain) == 1 else And(plain)]
    for concept in unit.concepts:
        alternatives.append(Constant(Term(concept.facet, concept.code), CONCEPT_SCORE))
        if concept.facet == "topic":
            alternatives += [Boost(query, LABEL_WEIGHT) for query in _labels(concept, breadth.labels)]
    return DisMax(tuple(alternatives), 0.3)


def _labels(concept: Concept, most: int) -> Iterator[Query]:
    for code, _name in settings.LANGUAGES:
        for tokens in label_tokens(concept, code)[:most]:
            yield DisMax(tuple(Boost(_tokens(f"{part}_{code}", tokens), WEIGHTS[part]) for part in WEIGHTS))


def label_tokens(concept: Concept, language: str) -> Sequence[tuple[str, ...]]:
    """The names of a concept in a language, as tokens; one that holds another finds nothing more and is left out."""
    return _label_tokens(tuple(concept.labels.get(language, ())), language)


@lru_cache(maxsize=4096)
def _label_tokens(labels: tuple[str, ...], language: str) -> Sequence[tuple[str, ...]]:
    return tuple(_widest([tuple(stem(word.form, language) for word in words(label)) for label in labels]))


def _widest(labels: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    kept: list[tuple[str, ...]] = []
    for tokens in sorted(dict.fromkeys(labels), key=len):
        text = f" {' '.join(tokens)} "
        if tokens and not any(f" {' '.join(shorter)} " in text for shorter in kept):
            kept.append(tokens)
    return kept


def _word(form: str, language: str) -> Query:
    """Query of a word in any part and language, or of the two halves of a compound one after the other."""
    halves = tuple(_halves(form, language))
    return DisMax((_anywhere(form, language), *halves)) if halves else _anywhere(form, language)


def _halves(form: str, language: str) -> Iterator[Query]:
    form = stem(form, "fa")  # so that all forms of a word are cut alike
    if not is_arabic_script(form) or not 2 * SHORTEST_HALF < len(form) <= LONGEST_CUT:
        return
    for cut in range(SHORTEST_HALF, len(form) - SHORTEST_HALF + 1):
        yield _phrase((form[:cut], form[cut:]), language)


def _anywhere(form: str, language: str) -> Query:
    return DisMax(tuple(_fields([form], language)), 0.1)


def _phrase(forms: Sequence[str], language: str) -> Query:
    """Words one after the other, in one field."""
    return DisMax(tuple(_fields(forms, language)), 0.1)


def _fields(forms: Sequence[str], language: str) -> Iterator[Query]:
    for code in text_languages(forms):
        preference = OWN_LANGUAGE if code == language else 1.0
        for tokens in token_forms(forms, language, code):
            for part, weight in WEIGHTS.items():
                yield Boost(_tokens(f"{part}_{code}", tokens), weight * preference)


def token_forms(forms: Iterable[str], language: str, text_language: str) -> list[tuple[str, ...]]:
    """Typed words as tokens of a text in ``text_language``: as they stand, and without their own language's endings."""
    forms = tuple(forms)
    as_typed = tuple(stem(form, text_language) for form in forms)
    bare = tuple(stem(stem(form, language), text_language) for form in forms)
    return list(dict.fromkeys([as_typed, bare]))


def _tokens(field: str, tokens: tuple[str, ...]) -> Query:
    return Term(field, tokens[0]) if len(tokens) == 1 else Phrase(field, tokens)


def text_languages(forms: Iterable[str]) -> list[str]:
    """Languages whose texts can hold these words: Arabic-script words do not stand in English prose."""
    codes = [code for code, _name in settings.LANGUAGES]
    return [code for code in codes if code != "en"] if any(is_arabic_script(form) for form in forms) else codes
