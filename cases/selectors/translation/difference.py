"""Difference of two texts, word by word: what was taken away and what was added."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|[\w\u200c\u200d]+|[^\w\s]")
MOST_WORDS = 6000  # of either text; a longer one is shown as replaced


class Kind(StrEnum):
    """Kind of a passage."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Passage:
    """Passage that both texts have, or one of them."""

    kind: Kind
    text: str


def difference(before: str, now: str) -> list[Passage]:
    """Passages of two texts in their order: put together without those added they are ``before``, else ``now``."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    if max(len(old), len(new)) > MOST_WORDS:
        return _joined([Passage(Kind.REMOVED, before), Passage(Kind.ADDED, now)])
    passages = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=True).get_opcodes():
        if what == "equal":
            passages.append(Passage(Kind.SAME, "".join(old[old_from:old_to])))
            continue
        passages.append(Passage(Kind.REMOVED, "".join(old[old_from:old_to])))
        passages.append(Passage(Kind.ADDED, "".join(new[new_from:new_to])))
    return _joined(passages)


def _joined(passages: list[Passage]) -> list[Passage]:
    """Passages without empty ones; a blank between two changes belongs to both, so that phrases stay together."""
    found: list[Passage] = []
    removed, added = "", ""
    for number, passage in enumerate(passages):
        is_gap = passage.kind == Kind.SAME and passage.text.isspace() and 0 < number < len(passages) - 1
        if passage.kind == Kind.SAME and not is_gap:
            found += _pair(removed, added)
            removed, added = "", ""
            found.append(passage)
        else:
            removed += passage.text if is_gap or passage.kind == Kind.REMOVED else ""
            added += passage.text if is_gap or passage.kind == Kind.ADDED else ""
    return [passage for passage in [*found, *_pair(removed, added)] if passage.text]


def _pair(removed: str, added: str) -> list[Passage]:
    if removed == added:
        return [Passage(Kind.SAME, removed)]
    return [Passage(Kind.REMOVED, removed), Passage(Kind.ADDED, added)]
