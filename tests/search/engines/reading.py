"""What a query matches, by reading documents plainly: what engines are compared with."""

import random

from search.contract.documents import SearchDocument
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
from search.text.analysis import analyze

WORDS = ["bus", "lane", "river", "park", "tram", "wast"]
FIELDS = ["title_en", "summary_en", "body_en"]


def random_document(chooser: random.Random, code: str) -> SearchDocument:
    """A document of few words, so that phrases come by chance."""

    def text() -> str:
        return " ".join(chooser.choices(WORDS, k=chooser.randint(0, 6)))

    return SearchDocument(
        code, {"en": text()}, {"en": text()}, {"en": text()}, {"city": [chooser.choice(["tehran", "seoul"])]}, 0
    )


def random_query(chooser: random.Random, depth: int = 3) -> Query:
    """A query tree of any shape."""
    if depth == 0 or chooser.random() < 0.2:
        return _leaf(chooser)
    parts = tuple(random_query(chooser, depth - 1) for _number in range(chooser.randint(1, 3)))
    kinds: list[Query] = [
        And(parts), Or(parts), DisMax(parts, 0.3), Boost(parts[0], 2.0), Constant(parts[0], 3.0), Not(parts[0]),
    ]  # fmt: skip
    return chooser.choice(kinds)


def _leaf(chooser: random.Random) -> Query:
    words = tuple(chooser.choices(WORDS, k=chooser.randint(1, 3)))
    rare: list[Query] = [MatchAll(), MatchNone(), Term("city", "seoul")]
    # Mostly all parts of a text together, as the planner asks.
    anywhere = tuple(Phrase(name, words) if len(words) > 1 else Term(name, words[0]) for name in FIELDS)
    rare += [chooser.choice(anywhere), Or(anywhere[1:])]
    return chooser.choice(rare) if chooser.random() < 0.2 else Or(anywhere)


def matches(query: Query, document: SearchDocument) -> bool:
    """Whether a document matches."""
    match query:
        case MatchAll():
            return True
        case MatchNone():
            return False
        case Term(field, token):
            return token in _tokens(document, field)
        case Phrase(field, tokens):
            text = _tokens(document, field)
            return any(tuple(text[start : start + len(tokens)]) == tokens for start in range(len(text)))
        case Range("started", first, last):
            return first <= document.started <= last
        case And(clauses):
            return all(matches(clause, document) for clause in clauses)
        case Or(clauses) | DisMax(clauses, _):
            return any(matches(clause, document) for clause in clauses)
        case Boost(clause, _) | Constant(clause, _):
            return matches(clause, document)
        case Not(clause):
            return not matches(clause, document)
    raise TypeError(query)


def _tokens(document: SearchDocument, field: str) -> list[str]:
    part, _separator, language = field.partition("_")
    texts = {"title": document.titles, "summary": document.summaries, "body": document.bodies}
    return analyze(texts[part][language], language) if part in texts else list(document.facets[field])
