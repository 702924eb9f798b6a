"""While somebody types: topics, cities and titles that begin like it, in any language, a slip of the finger allowed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.urls import reverse

from search.content.documents import cards
from search.content.thesaurus import Concept, Thesaurus, current_thesaurus
from search.contract.query import And, Fuzzy, Or, Prefix, Query, Term
from search.contract.searcher import NEWEST, Searcher, SearchRequest
from search.text.analysis import forms
from search.text.edits import LONGEST_WORD

from .failover import answer

MOST_NAMES, MOST_TITLES = 5, 5
SHORTEST = 2  # letters
SHORTEST_SLIP = 4  # letters, from which on one may be wrong
MOST_CHARACTERS, MOST_WORDS = 100, 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A topic, a city or a case, with the page it leads to. ``matched`` is the name that begins like what was typed."""

    kind: str
    label: str
    language: str
    url: str
    matched: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The suggestion as JSON."""
        return asdict(self)


def suggest(typed: str, language: str, engine: Searcher | None = None) -> list[Suggestion]:
    """At most ten suggestions: names first, then cases. Raises EngineUnavailable when the engine cannot answer."""
    tokens = forms(typed[:MOST_CHARACTERS].replace("\x00", ""))[:MOST_WORDS]
    if len("".join(tokens)) < SHORTEST:
        return []
    thesaurus = current_thesaurus()

    def ask(engine: Searcher) -> list[Suggestion]:
        return [*_names(tokens, language, thesaurus, engine), *_titles(tokens, language, engine)]

    return ask(engine) if engine is not None else answer(ask).value


def _names(tokens: Sequence[str], language: str, thesaurus: Thesaurus, engine: Searcher) -> list[Suggestion]:
    typed = "".join(tokens)
    found = thesaurus.beginning_with(typed)
    if not found and len(typed) >= SHORTEST_SLIP:
        found = thesaurus.beginning_nearly_with(typed)
    candidates = [(concept, label) for concept, label in found if concept.facet in ("topic", "city")][: 6 * MOST_NAMES]
    leading = (pair for pair in candidates if _leads_somewhere(pair[0], language, engine))
    return [_name(concept, label, language, thesaurus) for concept, label in islice(leading, MOST_NAMES)]


def _leads_somewhere(concept: Concept, language: str, engine: Searcher) -> bool:
    """Whether a public case is filed under it."""
    return engine.search(SearchRequest(Term(concept.facet, concept.code), language, limit=0)).total > 0


def _name(concept: Concept, matched: str, language: str, thesaurus: Thesaurus) -> Suggestion:
    name, its_language = thesaurus.name(concept, language)
    url = reverse(f"cases:{concept.facet}", args=[concept.code])
    return Suggestion(concept.facet, name, its_language, url, "" if matched == name else matched)


def _titles(tokens: Sequence[str], language: str, engine: Searcher) -> list[Suggestion]:
    codes = _with_titles(tokens, language, engine, slips=False)
    if not codes and SHORTEST_SLIP <= len(tokens[-1]) <= LONGEST_WORD:
        codes = _with_titles(tokens, language, engine, slips=True)
    return [Suggestion("case", card.title, card.language, card.url) for card in cards(codes, language)]


def _with_titles(tokens: Sequence[str], language: str, engine: Searcher, *, slips: bool) -> list[str]:
    """Cases whose titles have all the words: first those in the reader's language, the newest first."""
    others = [code for code, _name in settings.LANGUAGES if code != language]
    found: dict[str, None] = {}
    for languages in ([language], others):
        query = Or(tuple(_begins(tokens, code, slips=slips) for code in languages))
        if len(found) < MOST_TITLES:
            hits = engine.search(SearchRequest(query, language, sort=NEWEST, limit=MOST_TITLES)).hits
            found |= dict.fromkeys(hit.code for hit in hits)
    return list(found)[:MOST_TITLES]


def _begins(tokens: Sequence[str], code: str, *, slips: bool) -> Query:
    """Titles of a language with all the words, the last of which may be half typed."""
    field = f"words_{code}"

    def one(token: str, is_last: bool) -> Query:
        if slips and SHORTEST_SLIP <= len(token) <= LONGEST_WORD:
            return Fuzzy(field, token)
        return Prefix(field, token) if is_last else Term(field, token)

    clauses = tuple(one(token, number == len(tokens) - 1) for number, token in enumerate(tokens))
    return clauses[0] if len(clauses) == 1 else And(clauses)
