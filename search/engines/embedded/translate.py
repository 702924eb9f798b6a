"""The query tree in tantivy's own words."""

from collections.abc import Callable, Sequence

import tantivy
from tantivy import Occur

from search.contract.caching import BoundedCache
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

from .matching import matching
from .schema import language_of, languages, whole_field
from .shingles import shingles

REMEMBERED = 128  # clauses of queries
REMEMBERED_TOKENS = 10_000

Found = tantivy.Query | None  # None: nothing matches


class Translator:
    """Translates for what one searcher sees, which may hold nothing of most names of a concept in four languages.

    To look those up in every part of a text, for every pass of a search, would take longer than all the rest: they are
    left out. The last clauses are remembered, since one search asks for the same ones several times.
    """

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self.schema, self._searcher = schema, searcher
        self._has_whole_texts = _has_field(schema, whole_field(f"title_{languages()[0]}"))
        self._scored: BoundedCache[Query, Found] = BoundedCache(REMEMBERED)
        self._unscored: BoundedCache[Query, Found] = BoundedCache(REMEMBERED)
        self._tokens: BoundedCache[tuple[str, str], bool] = BoundedCache(REMEMBERED_TOKENS)

    def translate(self, query: Query) -> tantivy.Query:
        """Translates a query tree into a tantivy query, with scores."""
        return self._score(query) or tantivy.Query.empty_query()

    def matching(self, query: Query) -> tantivy.Query:
        """Translates a query tree into the quickest tantivy query that matches its documents; scores mean nothing."""
        return self._plain(query) or tantivy.Query.empty_query()

    def _plain(self, query: Query) -> Found:
        return self._unscored.get_or_set(query, lambda: self._match(query))

    def _match(self, query: Query) -> Found:
        match query:
            case Boost(clause, _) | Constant(clause, _):
                return self._plain(clause)
            case And(clauses):
                needed = [clause for clause in clauses if clause != MatchAll()]
                return self._all([self._plain(clause) for clause in needed]) if needed else self._every()
            case Not(clause):
                return self._all_but(self._plain(clause))
        return self._score(matching(query, self._holds) if self._has_whole_texts else query)

    def _score(self, query: Query) -> Found:
        match query:
            case Term(field, token):
                return self._leaf(lambda: tantivy.Query.term_query(self.schema, field, token), query)
            case Phrase(field, tokens):
                return self._phrase(field, tokens)
            case Boost(clause, weight):
                found = self._score(clause)
                return found and tantivy.Query.boost_query(found, weight)
            case Constant(clause, score):
                found = self._plain(clause)
                return found and tantivy.Query.const_score_query(found, score)
            case DisMax(clauses, tie):
                possible = [found for found in map(self._score, clauses) if found]
                return tantivy.Query.disjunction_max_query(possible, tie) if possible else None
            case Or(clauses):
                either = [(Occur.Should, found) for found in map(self._clause, clauses) if found]
                return tantivy.Query.boolean_query(either) if either else None
            case And(clauses):
                return self._all([self._clause(clause) for clause in clauses])
            case Not(clause):
                return self._all_but(self._plain(clause))
            case Prefix(field, prefix):
                pattern = "".join(character if character.isalnum() else f"\\{character}" for character in prefix)
                return self._leaf(lambda: tantivy.Query.regex_query(self.schema, field, f"{pattern}.*"))
            case Fuzzy(field, prefix):
                return self._leaf(
                    lambda: tantivy.Query.fuzzy_term_query(self.schema, field, prefix, distance=1, prefix=True)
                )
            case Range(field, first, last):
                integer = tantivy.FieldType.Integer
                return self._leaf(lambda: tantivy.Query.range_query(self.schema, field, integer, first, last))
            case MatchAll():
                return self._every()
            case MatchNone():
                return None
        raise TypeError(f"not a query: {query!r}")

    def _clause(self, query: Query) -> Found:
        is_worth = isinstance(query, DisMax)  # others are no more than a few steps
        return self._scored.get_or_set(query, lambda: self._score(query)) if is_worth else self._score(query)

    def _phrase(self, field: str, tokens: tuple[str, ...]) -> Found:
        if len(tokens) == 1:
            return self._score(Term(field, tokens[0]))
        phrase = self._leaf(lambda: tantivy.Query.phrase_query(self.schema, field, list(tokens)), Phrase(field, tokens))
        if not phrase or not self._has_whole_texts:
            return phrase
        # Positions are compared in documents that hold the shingles, and nowhere else.
        whole = whole_field(field)
        held = [
            tantivy.Query.term_query(self.schema, whole, shingle) for shingle in shingles(tokens, language_of(whole))
        ]
        led = [(Occur.Must, tantivy.Query.const_score_query(shingle, 0.0)) for shingle in held]
        return tantivy.Query.boolean_query([*led, (Occur.Must, phrase)]) if led else phrase

    def _holds(self, wanted: Term | Phrase) -> bool:
        """Whether a document may have it: all its shingles, or all its words."""
        whole = whole_field(wanted.field)
        tokens = (wanted.token,) if isinstance(wanted, Term) else wanted.tokens
        shingled = shingles(tokens, language_of(whole)) if whole != wanted.field else []
        return all(self._has_token(whole, token) for token in shingled or tokens)

    def _has_token(self, field: str, token: str) -> bool:
        return self._tokens.get_or_set((field, token), lambda: self._look_up(field, token))

    def _look_up(self, field: str, token: str) -> bool:
        try:
            return self._searcher.doc_freq(field, token) > 0
        except ValueError:  # an index of an older format has no such field
            return False

    @staticmethod
    def _every() -> tantivy.Query:
        # By itself it scores 1 in some places and 0 in others.
        return tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)

    @staticmethod
    def _all(needed: Sequence[Found]) -> Found:
        clauses = [(Occur.Must, clause) for clause in needed if clause]
        return tantivy.Query.boolean_query(clauses) if len(clauses) == len(needed) else None

    def _all_but(self, excluded: Found) -> tantivy.Query:
        if excluded is None:
            return self._every()
        return tantivy.Query.boolean_query([(Occur.Must, self._every()), (Occur.MustNot, excluded)])

    def _leaf(self, make: Callable[[], tantivy.Query], wanted: Term | Phrase | None = None) -> Found:
        """Nothing of what the index has not; also of a field that an older format has not, which answers until the new
        one is built."""
        if wanted and self._has_whole_texts and not self._holds(wanted):
            return None
        try:
            return make()
        except ValueError:
            return None


def _has_field(schema: tantivy.Schema, field: str) -> bool:
    try:
        tantivy.Query.term_query(schema, field, "")
    except ValueError:  # an index of an older format, which answers until the new one is built
        return False
    return True
