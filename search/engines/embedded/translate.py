"""The query tree in tantivy's own words."""

from collections.abc import Callable, Iterable
from functools import singledispatchmethod

import tantivy
from tantivy import Occur

from search.query import All, And, Boost, Constant, Max, Near, Not, Nothing, Or, Phrase, Prefer, Prefix, Query, Term

from .matching import matching
from .schema import languages, pairs, whole_field


class Translator:
    """Translates for one schema."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self.schema = schema
        self._has_whole_texts = _has_field(schema, whole_field(f"title_{languages()[0]}"))

    @singledispatchmethod
    def translate(self, query: Query) -> tantivy.Query:
        """A tantivy query that matches the same documents."""
        raise TypeError(f"not a query: {query!r}")

    @translate.register
    def _(self, query: All) -> tantivy.Query:
        return tantivy.Query.all_query()

    @translate.register
    def _(self, query: Nothing) -> tantivy.Query:
        return tantivy.Query.empty_query()

    @translate.register
    def _(self, query: Term) -> tantivy.Query:
        return self._leaf(lambda: tantivy.Query.term_query(self.schema, query.field, query.token))

    @translate.register
    def _(self, query: Prefix) -> tantivy.Query:
        pattern = "".join(character if character.isalnum() else f"\\{character}" for character in query.prefix)
        return self._leaf(lambda: tantivy.Query.regex_query(self.schema, query.field, f"{pattern}.*"))

    @translate.register
    def _(self, query: Near) -> tantivy.Query:
        return self._leaf(
            lambda: tantivy.Query.fuzzy_term_query(self.schema, query.field, query.prefix, distance=1, prefix=True)
        )

    @translate.register
    def _(self, query: Phrase) -> tantivy.Query:
        if len(query.tokens) == 1:
            return self.translate(Term(query.field, query.tokens[0]))
        phrase = self._leaf(lambda: tantivy.Query.phrase_query(self.schema, query.field, list(query.tokens)))
        if not self._has_whole_texts:
            return phrase
        # Positions are compared in documents that hold the pairs, and nowhere else.
        whole = whole_field(query.field)
        held = (tantivy.Query.term_query(self.schema, whole, pair) for pair in pairs(query.tokens))
        led = [(Occur.Must, tantivy.Query.const_score_query(pair, 0.0)) for pair in held]
        return tantivy.Query.boolean_query([*led, (Occur.Must, phrase)])

    @translate.register
    def _(self, query: And) -> tantivy.Query:
        return self._boolean((Occur.Must, clause) for clause in query.clauses)

    @translate.register
    def _(self, query: Or) -> tantivy.Query:
        return self._boolean((Occur.Should, clause) for clause in query.clauses)

    @translate.register
    def _(self, query: Max) -> tantivy.Query:
        clauses = [self.translate(clause) for clause in query.clauses]
        return tantivy.Query.disjunction_max_query(clauses, query.tie)

    @translate.register
    def _(self, query: Boost) -> tantivy.Query:
        return tantivy.Query.boost_query(self.translate(query.clause), query.weight)

    @translate.register
    def _(self, query: Constant) -> tantivy.Query:
        return tantivy.Query.const_score_query(self.matching(query.clause), query.score)

    @translate.register
    def _(self, query: Prefer) -> tantivy.Query:
        return self._boolean([(Occur.Must, query.must), (Occur.Should, query.should)])

    @translate.register
    def _(self, query: Not) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [(Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, self.matching(query.clause))]
        )

    def matching(self, query: Query) -> tantivy.Query:
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
