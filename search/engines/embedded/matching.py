"""Which documents match, apart from how well: the same query on the field of all words and pairs of a language.

A search asks several times for the documents alone: totals, facets, other orders, what is no word match.
"""

from collections.abc import Iterable

from search.query import All, And, Boost, Constant, Max, Near, Not, Nothing, Or, Phrase, Prefer, Prefix, Query, Term

from .schema import pairs, whole_field


def matching(query: Query) -> Query:
    """A query that matches the same documents; its scores mean nothing."""
    match query:
        case Term(field, token):
            return Term(whole_field(field), token)
        case Prefix() | Near():
            return query
        case Phrase(field, tokens) if len(tokens) == 1:
            return Term(whole_field(field), tokens[0])
        case Phrase(field, tokens) if len(tokens) == 2:
            return Term(whole_field(field), pairs(tokens)[0])
        case Phrase(field, tokens):
            return And((*(Term(whole_field(field), pair) for pair in pairs(tokens)), query))
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
        case All() | Nothing():
            return query
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
    possible = [clause for clause in flat if clause != Nothing()] or [Nothing()]
    return possible[0] if len(possible) == 1 else Or(tuple(possible))
