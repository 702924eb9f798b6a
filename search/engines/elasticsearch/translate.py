"""The query tree in Elasticsearch's own words."""

from collections.abc import Iterable, Sequence
from functools import singledispatch

from elasticsearch.dsl import query as dsl

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

from .analysis import TOKENS

LONGEST_NEAR = 250  # letters; the pattern grows with their square


@singledispatch
def translate(query: Query, weight: float = 1.0) -> dsl.Query:
    """Translates a query tree into Elasticsearch's DSL, its scores multiplied by ``weight``."""
    raise TypeError(f"not a query: {query!r}")


@translate.register
def _(query: MatchAll, weight: float = 1.0) -> dsl.Query:
    return dsl.MatchAll(boost=0.0)


@translate.register
def _(query: MatchNone, weight: float = 1.0) -> dsl.Query:
    return dsl.MatchNone()


@translate.register
def _(query: Term, weight: float = 1.0) -> dsl.Query:
    return dsl.Term(query.field, {"value": query.token, "boost": weight})


@translate.register
def _(query: Prefix, weight: float = 1.0) -> dsl.Query:
    return dsl.Prefix(query.field, {"value": query.prefix, "boost": weight})


@translate.register
def _(query: Fuzzy, weight: float = 1.0) -> dsl.Query:
    if len(query.prefix) > LONGEST_NEAR:
        return translate(Prefix(query.field, query.prefix), weight)
    return dsl.Regexp(query.field, {"value": one_edit_away(query.prefix), "flags": "NONE", "boost": weight})


@translate.register
def _(query: Phrase, weight: float = 1.0) -> dsl.Query:
    if len(query.tokens) == 1:
        return translate(Term(query.field, query.tokens[0]), weight)
    text = " ".join(query.tokens)
    return dsl.MatchPhrase(query.field, {"query": text, "analyzer": TOKENS, "boost": weight})


@translate.register
def _(query: Range, weight: float = 1.0) -> dsl.Query:
    return dsl.Range(query.field, {"gte": query.first, "lte": query.last, "boost": weight})


@translate.register
def _(query: And, weight: float = 1.0) -> dsl.Query:
    return dsl.Bool(must=_all(query.clauses), boost=weight)


@translate.register
def _(query: Or, weight: float = 1.0) -> dsl.Query:
    return dsl.Bool(should=_all(query.clauses), minimum_should_match=1, boost=weight)


@translate.register
def _(query: DisMax, weight: float = 1.0) -> dsl.Query:
    return dsl.DisMax(queries=_all(query.clauses), tie_breaker=query.tie, boost=weight)


@translate.register
def _(query: Boost, weight: float = 1.0) -> dsl.Query:
    return translate(query.clause, weight * query.weight)


@translate.register
def _(query: Constant, weight: float = 1.0) -> dsl.Query:
    return dsl.ConstantScore(filter=translate(query.clause), boost=weight * query.score)


@translate.register
def _(query: Not, weight: float = 1.0) -> dsl.Query:
    return dsl.Bool(must_not=[translate(query.clause)])


def _all(clauses: Iterable[Query]) -> Sequence[dsl.Query]:
    return [translate(clause) for clause in clauses]


def one_edit_away(text: str) -> str:
    """Lucene's pattern of what begins at most one edit away from a text: a letter more, less, other, or two swapped."""
    letters = [letter if letter.isalnum() else f"\\{letter}" for letter in text]
    edited: list[str] = []
    for position in range(len(letters)):
        before, rest = "".join(letters[:position]), "".join(letters[position + 1 :])
        edited += [f"{before}.?{rest}", f"{before}.{letters[position]}{rest}"]
        if position + 1 < len(letters):
            swapped = letters[position + 1] + letters[position] + "".join(letters[position + 2 :])
            edited.append(before + swapped)
    return f"({'|'.join(edited)}).*" if edited else ".*"
