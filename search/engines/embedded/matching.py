"""Which documents match, apart from how well: the same query on the field of all words and pairs of a language.

A search asks several times for the documents alone: totals, facets, other orders, what is no word match.
"""

from collections.abc import Iterable

from search.query import All, And, Boost, Constant, Max, Near, Not, Nothing, Or, Phrase, Prefer, Prefix, Query, Term

from .schema import PARTS, pairs, whole_field


def matching(query: Query) -> Query:
    """A query that matches the same documents; its scores mean nothing."""
    match query:
        case Term() | Phrase() | Prefix() | Near() | All() | Nothing():
            return query
        case Boost(clause, _) | Constant(clause, _):
            return matching(clause)
        case Prefer(must, _should):
            return matching(must)
        case Not(clause):
            return Not(matching(clause))
        case And(clauses):
            return _all(matching(clause) for clause in clauses)
        case Or(clauses) | Max(clauses, _):
            return _any(matching(clause) for clause in clauses)
    raise TypeError(f"not a query: {query!r}")


def _all(clauses: Iterable[Query]) -> Query:
    flat: dict[Query, None] = {}
    for clause in clauses:
        flat |= dict.fromkeys(clause.clauses if isinstance(clause, And) else [clause])
    needed = [clause for clause in flat if clause != All()] or [All()]
    return needed[0] if len(needed) == 1 else And(tuple(needed))


def _any(clauses: Iterable[Query]) -> Query:
    flat: dict[Query, None] = {}
    for clause in clauses:
        flat |= dict.fromkeys(clause.clauses if isinstance(clause, Or) else [clause])
    possible = [clause for clause in _merged(flat) if clause != Nothing()] or [Nothing()]
    return possible[0] if len(possible) == 1 else Or(tuple(possible))


def _merged(clauses: Iterable[Query]) -> Iterable[Query]:
    """The clauses; where the same words are looked for in every part of a text, the whole text stands for them."""
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
        if len(asked) == len(PARTS) and len(tokens) <= 2:
            yield Term(whole, tokens[0] if len(tokens) == 1 else pairs(tokens)[0])
        else:
            yield from asked.values()
