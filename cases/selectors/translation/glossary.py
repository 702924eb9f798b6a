"""Glossary of a text: preferred labels of the thesaurus in it, with those of their topics in another language."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cases.choices import LabelKind
from cases.models import TopicLabel
from cases.written.letters import label_key

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 5  # words of a label
_AT_ONCE = 500  # keys asked for in one query


@dataclass(frozen=True, slots=True)
class Term:
    """Term as the text writes it, and the preferred label of its topic in the other language."""

    found: str
    preferred: str


def terms_in(texts: Iterable[str], language: str, other: str) -> list[list[Term]]:
    """Terms of each text, the longest first where they overlap. Few queries, whatever the number of texts."""
    runs = [list(_runs(text)) for text in texts]
    keys = {key for text_runs in runs for _start, _end, _found, run_keys in text_runs for key in run_keys}
    topics = _topics(keys, language)
    labels = dict(
        TopicLabel.objects.filter(topic__in=set(topics.values()), language=other, kind=LabelKind.PREFERRED).values_list(
            "topic_id", "text"
        )
    )
    return [_terms(text_runs, topics, labels) for text_runs in runs]


def _topics(keys: set[str], language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    ordered = sorted(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        names = TopicLabel.objects.filter(language=language, kind=LabelKind.PREFERRED)
        rows = names.filter(claim__in=some).values_list("claim", "topic_id")
        found |= {claim: topic for claim, topic in rows if claim is not None}
    return found


def _terms(runs: list[tuple[int, int, str, list[str]]], topics: dict[str, int], labels: dict[int, str]) -> list[Term]:
    taken: set[int] = set()
    terms: dict[int, Term] = {}
    for start, end, found, keys in runs:
        topic = next((topics[key] for key in keys if key in topics), None)
        if topic is None or topic not in labels or taken.intersection(range(start, end)):
            continue
        taken.update(range(start, end))
        terms.setdefault(topic, Term(found, labels[topic]))
    return list(terms.values())


def _runs(text: str) -> Iterator[tuple[int, int, str, list[str]]]:
    """Runs of words, the longest first: their place, the text as written, and the keys it may have as a label."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            start, end = words[first][0], words[first + length - 1][1]
            found = text[start:end]
            if "\n" not in found:
                yield first, first + length, found, list(_keys(found))


def _keys(found: str) -> Iterator[str]:
    """Keys of a term and of its plain form: without the English plural, without the Arabic article."""
    key = label_key(re.sub(r"[^\w\s]", " ", found))
    yield key
    yield label_key(found)
    if key.endswith("s"):
        yield key.removesuffix("s")
    for article in ("ال", "وال", "بال", "لل"):
        if key.startswith(article) and len(key) > len(article) + 2:
            yield key.removeprefix(article)
