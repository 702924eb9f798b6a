"""Rubric: criteria by which every submission of a round is judged, read from data and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("fa", "en", "ar")
LEAST_CRITERIA, MOST_WEIGHT = 3, 10
Words = Mapping[str, str]


class RubricError(ValueError):
    """Error of data that are no rubric; says where."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """Criterion with a score. ``anchors``: what each step of the scale means for it, the least first."""

    code: str
    weight: int
    name: Words
    question: Words
    anchors: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Criterion for which a submission is declined whatever its scores are."""

    code: str
    text: Words


@dataclass(frozen=True, slots=True)
class Rubric:
    """Rubric of one version. ``scale``: the scores there are, ascending; ``scale_words``: a word for each."""

    version: int
    scale: tuple[int, ...]
    scale_words: tuple[Words, ...]
    exclusions: tuple[Exclusion, ...]
    criteria: tuple[Criterion, ...]

    @property
    def weights(self) -> dict[str, int]:
        """Weight of each criterion, by code."""
        return {criterion.code: criterion.weight for criterion in self.criteria}

    @property
    def highest(self) -> int:
        """Highest score of the scale."""
        return self.scale[-1]


def read_rubric(data: Any) -> Rubric:
    """Rubric of data as JSON gives them. Raises RubricError for what is missing, empty, twice or out of range."""
    top = _mapping(data, "rubric")
    scale = tuple(_whole(step, "scale") for step in _list(top.get("scale"), "scale"))
    if len(scale) < 2 or scale != tuple(range(scale[0], scale[0] + len(scale))):
        raise RubricError("scale: ascending whole numbers without a gap are needed")
    words = tuple(_words(step, "scale_words") for step in _list(top.get("scale_words"), "scale_words"))
    if len(words) != len(scale):
        raise RubricError("scale_words: one for each step of the scale is needed")
    criteria = tuple(_criterion(each, len(scale)) for each in _list(top.get("criteria"), "criteria"))
    if len(criteria) < LEAST_CRITERIA:
        raise RubricError(f"criteria: at least {LEAST_CRITERIA} are needed")
    exclusions = tuple(_exclusion(each) for each in _list(top.get("exclusions"), "exclusions"))
    codes = [each.code for each in (*criteria, *exclusions)]
    if len(set(codes)) != len(codes):
        raise RubricError("code: one stands twice")
    return Rubric(_whole(top.get("version"), "version", least=1), scale, words, exclusions, criteria)


def said(words: Words, language: str) -> str:
    """Words in a language; in English where there are none in it."""
    return words.get(language) or words["en"]


def _criterion(data: Any, steps: int) -> Criterion:
    found = _mapping(data, "criteria")
    code = _code(found)
    anchors = tuple(_words(each, f"{code}.anchors") for each in _list(found.get("anchors"), f"{code}.anchors"))
    if len(anchors) != steps:
        raise RubricError(f"{code}.anchors: one for each step of the scale is needed")
    weight = _whole(found.get("weight"), f"{code}.weight", least=1)
    if weight > MOST_WEIGHT:
        raise RubricError(f"{code}.weight: at most {MOST_WEIGHT}")
    name, question = (_words(found.get(key), f"{code}.{key}") for key in ("name", "question"))
    return Criterion(code, weight, name, question, anchors)


def _exclusion(data: Any) -> Exclusion:
    found = _mapping(data, "exclusions")
    code = _code(found)
    return Exclusion(code, _words(found.get("text"), f"{code}.text"))


def _code(found: Mapping[str, Any]) -> str:
    code = found.get("code")
    if not isinstance(code, str) or not code.isidentifier() or len(code) > 40:
        raise RubricError("code: a short name of letters and _ is needed")
    return code


def _words(data: Any, place: str) -> Words:
    found = _mapping(data, place)
    for language in LANGUAGES:
        text = found.get(language)
        if not isinstance(text, str) or not text.strip():
            raise RubricError(f"{place}: the words in “{language}” are missing")
    return dict(found)


def _mapping(data: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise RubricError(f"{place}: names and values are needed")
    return data


def _list(data: Any, place: str) -> list[Any]:
    if not isinstance(data, list):
        raise RubricError(f"{place}: a list is needed")
    return data


def _whole(data: Any, place: str, least: int = 0) -> int:
    if not isinstance(data, int) or isinstance(data, bool) or data < least:
        raise RubricError(f"{place}: a whole number from {least} is needed")
    return data
