"""Points of a case: results, limits and conditions as sentences with the numbers of their sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.models.localized_text import LocalizedText, resolve


@dataclass(frozen=True, slots=True)
class Point:
    """Sentence by which someone decides, with the numbers of the sources that say so."""

    text: LocalizedText
    sources: list[int]


def points(blocks: Any, language: str, numbers: Mapping[str, int]) -> list[Point]:
    """Points of a field, in the language of a page; one without a text in any language is left out."""
    found = [
        Point(
            resolve(block.value["text"], language), [numbers[key] for key in block.value["sources"] if key in numbers]
        )
        for block in blocks
    ]
    return [point for point in found if point.text.text]
