"""The query tree in tantivy's own words."""

from collections.abc import Callable, Iterable
from functools import lru_cache

import tantivy
from tantivy import Occur

from search.query import All, And, Boost, Constant, Max, Near, Not, Nothing, Or, Phrase, Prefer, Prefix, Query, Term

from .matching import matching
from .schema import languages, pairs, whole_field

REMEMBERED = 32  # queries


class Translator:
    """Translates for one schema. The last queries are remembered: one search asks for the same documents repeatedly."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema
        self._has_whole_texts = _has_field(schema, whole_field(f"title_{languages()[0]}"))
        self.matching = lru_cache(maxsize=REMEMBERED)(self._matching)

    def translate(self, query: Query) -> tantivy.Query:
        """A tantivy query that matches the same documents."""
        match query:
            case Term(field, token):
                return self._leaf(lambda: tantivy.Query.term_query(self.schema, field, token))
            case Boost(clause, weight):
                return tantivy.Query.boost_query(self.translate(clause), weight)
            case Phrase(field, tokens):
                return self._phrase(field, tokens)
            case Max(clauses, tie):
                return tantivy.Query.disjunction_max_query([self.translate(clause) for clause in clauses], tie)
            case Constant(clause, score):
                return tantivy.Query.const_score_query(self.matching(clause), score)
            case And(clauses):
                return self._boolean((Occur.Must, clause) for clause in clauses)
            case Or(clauses):
                return self._boolean((Occur.Should, clause) for clause in clauses)
            case Prefer(must, should):
                return self._boolean([(Occur.Must, must), (Occur.Should, should)])
            case Not(clause):
                every = (Occur.Must, self.translate(All()))
                return tantivy.Query.boolean_query([every, (Occur.MustNot, self.matching(clause))])
            case Prefix(field, prefix):
                pattern = "".join(character if character.isalnum() else f"\\{character}" for character in prefix)
                return self._leaf(lambda: tantivy.Query.regex_query(self.schema, field, f"{pattern}.*"))
            case Near(field, prefix):
                return self._leaf(
                    lambda: tantivy.Query.fuzzy_term_query(self.schema, field, prefix, distance=1, prefix=True)
                )
            case All():
                # By itself it scores 1 in some places and 0 in others.
                return tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)
            case Nothing():
                return tantivy.Query.empty_query()
        raise TypeError(f"not a query: {query!r}")

    def _phrase(self, field: str, tokens: tuple[str, ...]) -> tantivy.Query:
        if len(tokens) == 1:
            return self.translate(Term(field, tokens[0]))
        phrase = self._leaf(lambda: tantivy.Query.phrase_query(self.schema, field, list(tokens)))
        if not self._has_whole_texts:
            return phrase
        # Positions are compared in documents that hold the pairs, and nowhere else.
        whole = whole_field(field)
        held = (tantivy.Query.term_query(self.schema, whole, pair) for pair in pairs(tokens))
        led = [(Occur.Must, tantivy.Query.const_score_query(pair, 0.0)) for pair in held]
        return tantivy.Query.boolean_query([*led, (Occur.Must, phrase)])

    def _matching(self, query: Query) -> tantivy.Query:
        """A query that matches the same documents as quickly as possible; its scores mean nothing."""
        return self.translate(matching(query) if self._has_whole_texts else query)

    @staticmethod
    def _leaf(make: Callable[[], tantivy.Query]) -> tantivy.Query:
        """Nothing, for a field that an index of an older format has not: it answers until the new one is built."""
        try:
            return make()
        except ValueError:
            return tantivy.Query.empty_query()

    def _boolean(self, clauses: Iterable[tuple[Occur, Query]]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(occur, self.translate(clause)) for occur, clause in clauses])


def _has_field(schema: tantivy.Schema, field: str) -> bool:
    try:
        tantivy.Query.term_query(schema, field, "")
    except ValueError:  # an index of an older format, which answers until the new one is built
        return False
    return True
