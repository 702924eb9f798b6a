"""Collections and queries made up from the starter collection, for comparing engines: the same seed, the same ones."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from search.content.facets import FACETS as ALL_FACETS
from search.content.thesaurus import Thesaurus
from search.contract.documents import SearchDocument
from search.contract.query import (
    And,
    Boost,
    Constant,
    DisMax,
    Fuzzy,
    MatchAll,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from search.contract.searcher import SORTS, SearchRequest
from search.text.analysis import analyze, forms
from search.understanding.planner import plan

STARTER = Path(__file__).resolve().parents[3] / "home" / "starter" / "practices.jsonl"
RECORDS: list[dict[str, Any]] = [json.loads(line) for line in STARTER.read_text(encoding="utf-8").splitlines()]
LANGUAGES = [("fa",), ("en",), ("ar",), ("fa", "en"), ("ar", "en"), ("fa", "en", "ar")]
PROSE = ("challenge", "solution", "results", "limits", "lessons", "transfer")
WHOLE = [record for record in RECORDS if all(len(record[name]) == 3 for name in ("title", "summary", *PROSE))]
DIMENSION = 32
FACETS = tuple(ALL_FACETS)
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")
SENTENCES = {
    (name, language): [part for record in WHOLE for part in _SENTENCE.split(record[name][language])]
    for name in ("summary", *PROSE)
    for language in ("fa", "en", "ar")
}


def collection(count: int, seed: int = 1) -> list[SearchDocument]:
    """Documents in one, two or three languages, so that no field is everywhere."""
    chooser = random.Random(seed)
    return [_document(number, chooser) for number in range(count)]


def _document(number: int, chooser: random.Random) -> SearchDocument:
    facts, languages = chooser.choice(WHOLE), chooser.choice(LANGUAGES)
    year = chooser.choice([0, *range(1960, 2024)])

    def prose(name: str, language: str) -> str:
        return " ".join(chooser.choices(SENTENCES[name, language], k=chooser.randint(1, 2)))

    return SearchDocument(
        f"GEN-{number:05d}",
        # Titles in more languages than there are pages, as in life.
        {language: f"{chooser.choice(WHOLE)['title'][language]} {number % 97}" for language in (*languages, "en")},
        {language: prose("summary", language) for language in languages},
        {language: "\n".join(prose(name, language) for name in chooser.sample(PROSE, 2)) for language in languages},
        {name: chooser.sample(["first", "second", "none"], chooser.randint(0, 2)) for name in FACETS}
        | {
            "topic": sorted({*facts["topics"], *chooser.choice(WHOLE)["topics"]}),
            "region": [chooser.choice(["034", "150", "019"])] if number % 10 else [],
            "country": [f"C{number % 23}"],
            "city": [f"city-{chooser.randint(0, 150)}"],
            "sdg": chooser.sample(["3", "6", "7", "11", "12", "13"], chooser.randint(0, 3)),
            "status": [chooser.choice(["pilot", "running", "scaled", "completed", "discontinued"])],
            "outcome": [chooser.choice(["reached", "partly", "missed", "unknown"])],
            "setback": chooser.sample(["delay", "court", "protest"], chooser.randint(0, 2)),
            "decade": [str(year // 10 * 10)] if year else [],
            "cost": [chooser.choice(["1m-10m", "10m-100m", "none"])],
            "results": [chooser.choice(["measured", "none"])],
            "language": list(languages),
        },
        chooser.randint(1, 2000),
        year,
    )


def vectors(documents: list[SearchDocument], seed: int = 2) -> dict[str, bytes]:
    """A direction for most of them, some of them the same."""
    rows = np.random.default_rng(seed).normal(size=(len(documents), DIMENSION))
    rows[10::50] = rows[5::50][: len(rows[10::50])]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return {one.code: row.astype("<f4").tobytes() for one, row in zip(documents, rows, strict=True) if one.newest % 20}


def searches(
    count: int, documents: list[SearchDocument], thesaurus: Thesaurus, seed: int = 3
) -> Iterator[SearchRequest]:
    """Searches as readers make them, and trees as no planner would make them; under filters, in every order."""
    chooser = random.Random(seed)
    for number in range(count):
        language = chooser.choice(["fa", "en", "ar"])
        query = _typed(documents, language, thesaurus, chooser) if number % 4 else _tree(documents, language, chooser)
        sort = SORTS[0] if number % 2 else SORTS[number // 2 % len(SORTS)]
        yield SearchRequest(query, language, filters(documents, chooser), sort, chooser.choice([0, 0, 7]), 50, FACETS)


def filters(documents: list[SearchDocument], chooser: random.Random) -> dict[str, list[str]]:
    """None, or values of one to three facets."""
    found: dict[str, list[str]] = {}
    for name in chooser.sample(FACETS, chooser.choice([0, 0, 1, 2, 3])):
        found[name] = sorted({value for one in chooser.sample(documents, 3) for value in one.facets[name]})
    return {name: values for name, values in found.items() if values}


def _text(documents: list[SearchDocument], language: str, chooser: random.Random) -> str:
    while True:
        one = chooser.choice(documents)
        texts = [of[language] for of in (one.titles, one.summaries, one.bodies) if of.get(language)]
        if texts:
            return chooser.choice(texts)


def _typed(documents: list[SearchDocument], language: str, thesaurus: Thesaurus, chooser: random.Random) -> Query:
    words = _text(documents, language, chooser).split()
    start, length = chooser.randrange(len(words)), chooser.choice([1, 1, 2, 2, 3, 5])
    typed = " ".join(words[start : start + length])
    if chooser.random() < 0.15:
        typed = f'"{typed}"'
    if chooser.random() < 0.15:
        typed += f" -{chooser.choice(words)}"
    planned = plan(typed, language, thesaurus)
    return chooser.choice([planned.query, planned.query, planned.partial])


def _tree(documents: list[SearchDocument], language: str, chooser: random.Random, depth: int = 3) -> Query:
    if depth == 0 or chooser.random() < 0.15:
        return leaf(documents, language, chooser)
    clauses = tuple(_tree(documents, language, chooser, depth - 1) for _number in range(chooser.randint(1, 3)))
    kinds: list[Query] = [
        And(clauses), Or(clauses), Or(clauses), DisMax(clauses, 0.3), Boost(clauses[0], 1.7), Constant(clauses[0], 2.5),
        Not(clauses[0]),
    ]  # fmt: skip
    return chooser.choice(kinds)


def leaf(documents: list[SearchDocument], language: str, chooser: random.Random) -> Query:
    text = _text(documents, language, chooser)
    part, tokens, form = (
        chooser.choice(["title", "summary", "body"]),
        analyze(text, language),
        chooser.choice(forms(text)),
    )
    start, swapped = chooser.randrange(len(tokens)), form[1:2] + form[:1] + form[2:]
    leaves: list[Query] = [
        MatchAll(),
        Term(f"{part}_{language}", chooser.choice(tokens)),
        Term(f"{part}_{language}", chooser.choice(tokens)),
        Phrase(f"{part}_{language}", tuple(tokens[start : start + chooser.randint(1, 3)])),
        Prefix(f"words_{language}", form[: chooser.randint(1, 4)]),
        Fuzzy(
            f"words_{language}", chooser.choice([swapped, form[1:], f"{form[:2]}x{form[2:]}", f"x{form[1:]}"]) or "x"
        ),
        Constant(Term("city", f"city-{chooser.randint(0, 150)}"), 6.0),
    ]
    return chooser.choice(leaves)
