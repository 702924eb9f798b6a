"""Matching without scores: a query as it runs on the field of all words and shingles of a language.

A search asks several times for the documents alone: totals, facets, other orders, what is no word match.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from search.contract.query import (
    And,
    Boost,
    Constant,
    DisMax,
    Fuzzy,
    MatchAll,
    MatchNone,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Term,
)

from .schema import PARTS, language_of, whole_field
from .shingles import SEPARATOR, whole_shingle

Holds = Callable[[Term | Phrase], bool]  # whether an index may hold it at all


def matching(query: Query, holds: Holds) -> Query:
    """Query that matches what the given one does, as quickly as possible; its scores mean nothing."""
    match query:
        case Term() | Phrase():
            return query if holds(query) else MatchNone()
        case Prefix() | Fuzzy() | Range() | MatchAll() | MatchNone():
            return query
        case Boost(clause, _) | Constant(clause, _):
            return matching(clause, holds)
        case Not(clause):
            return Not(matching(clause, holds))
        case And(clauses):
            return _all(matching(clause, holds) for clause in clauses)
        case Or(clauses) | DisMax(clauses, _):
            return _any(matching(clause, holds) for clause in clauses)
    raise TypeError(f"not a query: {query!r}")


def _all(clauses: Iterable[Query]) -> Query:
    flat: dict[Query, None] = {}
    for clause in clauses:
        flat |= dict.fromkeys(clause.clauses if isinstance(clause, And) else [clause])
    if MatchNone() in flat:
        return MatchNone()
    needed = [clause for clause in flat if clause != MatchAll()] or [MatchAll()]
    return needed[0] if len(needed) == 1 else And(tuple(needed))


def _any(clauses: Iterable[Query]) -> Query:
    flat: dict[Query, None] = {}
    for clause in clauses:
        flat |= dict.fromkeys(clause.clauses if isinstance(clause, Or) else [clause])
    if MatchAll() in flat:
        return MatchAll()
    possible = [clause for clause in _widest([*_merged(flat)]) if clause != MatchNone()] or [MatchNone()]
    return possible[0] if len(possible) == 1 else Or(tuple(possible))


def _widest(clauses: Sequence[Query]) -> Iterator[Query]:
    """The clauses, but for phrases of which a word by itself is looked for as well: they find nothing more."""
    words = {(clause.field, clause.token) for clause in clauses if isinstance(clause, Term)}
    for clause in clauses:
        match clause:
            case Term(field, token) if SEPARATOR in token:
                tokens: Sequence[str] = token.split(SEPARATOR)
            case Phrase(field, tokens):
                pass
            case _:
                field, tokens = "", ()
        if not any((whole_field(field), token) in words for token in tokens):
            yield clause


def _merged(clauses: Iterable[Query]) -> Iterable[Query]:
    """Clauses, with one on the whole text in place of those that look for its words in every part."""
    parts: dict[tuple[str, tuple[str, ...]], dict[str, Query]] = {}
    for clause in clauses:
        match clause:
            case Term(field, token) if whole_field(field) != field:
                parts.setdefault((whole_field(field), (token,)), {})[field] = clause
            case Phrase(field, tokens) if whole_field(field) != field:
                parts.setdefault((whole_field(field), tokens), {})[field] = clause
            case _:
                yield clause
    for (whole, tokens), asked in parts.items():
        one = _one_token(whole, tokens) if len(asked) == len(PARTS) else None
        if one:
            yield Term(whole, one)
        else:
            yield from asked.values()


def _one_token(whole: str, tokens: tuple[str, ...]) -> str | None:
    """Token that stands for these words in a whole text; None where no single one does."""
    return tokens[0] if len(tokens) == 1 else whole_shingle(tokens, language_of(whole))
