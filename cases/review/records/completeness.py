"""Completeness of a review: what has to be there before it is handed in, and what of a draft can be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .rubric import Rubric

LEAST_REASON, MOST_REASON, MOST_TEXT = 10, 4000, 10_000  # characters


@dataclass(frozen=True, slots=True)
class Written:
    """Words and scores of an expert, as far as they can be kept. Of what was not filled in nothing stands here."""

    scores: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    exclusions: Mapping[str, str] = field(default_factory=dict)
    for_submitter: str = ""
    for_editors: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Gaps of a review, by the codes of criteria and exclusions."""

    scores: tuple[str, ...]
    reasons: tuple[str, ...]  # none, or too short to say why
    exclusions: tuple[str, ...]
    for_submitter: bool

    def __bool__(self) -> bool:
        return bool(self.scores or self.reasons or self.exclusions or self.for_submitter)


def kept(rubric: Rubric, data: Mapping[str, Any]) -> Written:
    """Part of any data that can be kept: scores of the scale and texts of criteria there are, cut to their length."""
    scores, reasons, exclusions = (_mapping(data.get(name)) for name in ("scores", "reasons", "exclusions"))
    return Written(
        scores={
            code: scores[code]
            for code in rubric.weights
            if type(scores.get(code)) is int and scores[code] in rubric.scale
        },
        reasons={code: text for code in rubric.weights if (text := _text(reasons.get(code), MOST_REASON))},
        exclusions={
            each.code: _text(exclusions[each.code], MOST_REASON)
            for each in rubric.exclusions
            if exclusions.get(each.code) is not None
        },
        for_submitter=_text(data.get("for_submitter"), MOST_TEXT),
        for_editors=_text(data.get("for_editors"), MOST_TEXT),
    )


def gaps(rubric: Rubric, written: Written) -> Gaps:
    """Gaps of a review that is to be handed in: every score, and why, and something for the submitter."""
    return Gaps(
        scores=tuple(code for code in rubric.weights if code not in written.scores),
        reasons=tuple(code for code in rubric.weights if len(written.reasons.get(code, "").strip()) < LEAST_REASON),
        exclusions=tuple(code for code, why in written.exclusions.items() if len(why.strip()) < LEAST_REASON),
        for_submitter=len(written.for_submitter.strip()) < LEAST_REASON,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Any, most: int) -> str:
    return value.replace("\0", "")[:most] if isinstance(value, str) else ""
