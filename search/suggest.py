"""While somebody types: topics, cities and titles that begin like it, in any language, a slip of the finger allowed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from .contract import Engine, SearchRequest
from .document import cards
from .engines import get_engine
from .query import And, Boost, Max, Near, Or, Prefix, Query, Term
from .text import forms
from .thesaurus import Concept, Thesaurus, current_thesaurus

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


def suggest(typed: str, language: str, engine: Engine | None = None) -> list[Suggestion]:
    """At most ten suggestions: names first, then cases. Raises EngineUnavailable when the engine cannot answer."""
    tokens = forms(typed[:MOST_CHARACTERS])[:MOST_WORDS]
    if len("".join(tokens)) < SHORTEST:
        return []
    engine = engine or get_engine()
    thesaurus = current_thesaurus()
    return [*_names(tokens, language, thesaurus, engine), *_titles(tokens, language, engine)]


def _names(tokens: Sequence[str], language: str, thesaurus: Thesaurus, engine: Engine) -> list[Suggestion]:
    typed = "".join(tokens)
    found = thesaurus.beginning_with(typed)
    if not found and len(typed) >= SHORTEST_SLIP:
        found = thesaurus.beginning_nearly_with(typed)
    candidates = [(concept, label) for concept, label in found if concept.facet in ("topic", "city")][: 6 * MOST_NAMES]
    if not candidates:
        return []
    # Only what leads to a case: the counts are of public cases.
    filters = tuple(Term(concept.facet, concept.code) for concept, _label in candidates)
    counts = engine.search(SearchRequest(Or(filters), language, limit=0, facets=("topic", "city"))).facets
    shown = [pair for pair in candidates if counts[pair[0].facet].get(pair[0].code)]
    return [_name(concept, label, language, thesaurus) for concept, label in shown[:MOST_NAMES]]


def _name(concept: Concept, matched: str, language: str, thesaurus: Thesaurus) -> Suggestion:
    name, its_language = thesaurus.name(concept, language)
    url = reverse(f"cases:{concept.facet}", args=[concept.code])
    return Suggestion(concept.facet, name, its_language, url, "" if matched == name else matched)


def _titles(tokens: Sequence[str], language: str, engine: Engine) -> list[Suggestion]:
    hits = engine.search(SearchRequest(_begins(tokens, language, slips=False), language, limit=MOST_TITLES)).hits
    if not hits and len(tokens[-1]) >= SHORTEST_SLIP:
        hits = engine.search(SearchRequest(_begins(tokens, language, slips=True), language, limit=MOST_TITLES)).hits
    found = cards([hit.code for hit in hits], language)
    return [Suggestion("case", card.title, card.language, card.url) for card in found]


def _begins(tokens: Sequence[str], language: str, *, slips: bool) -> Query:
    """Titles with all the words, the last of which may be half typed."""
    codes = [code for code, _name in settings.LANGUAGES]

    def one(token: str, code: str, is_last: bool) -> Query:
        field = f"words_{code}"
        if slips and len(token) >= SHORTEST_SLIP:
            return Near(field, token)
        return Prefix(field, token) if is_last else Term(field, token)

    def whole(code: str) -> Query:
        clauses = tuple(one(token, code, number == len(tokens) - 1) for number, token in enumerate(tokens))
        return Boost(clauses[0] if len(clauses) == 1 else And(clauses), 2.0 if code == language else 1.0)

    return Max(tuple(whole(code) for code in codes))
