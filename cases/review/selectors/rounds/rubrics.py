"""Rubric in force, and earlier versions."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from cases.review.models import RubricVersion
from cases.review.records.rubric import Rubric, read_rubric

FIRST = Path(__file__).resolve().parents[2] / "data" / "rubric.json"


def current_rubric() -> RubricVersion:
    """Version in force; that of the project, not saved yet, where none was published."""
    return RubricVersion.objects.first() or RubricVersion(version=first_content()["version"], content=first_content())


def versions() -> list[RubricVersion]:
    """Every version that was published, the last one first; that of the project where there is none."""
    return list(RubricVersion.objects.all()) or [current_rubric()]


def rubric_of(thing: Any) -> Rubric:
    """Rubric that a round or a review has its copy of."""
    return read_rubric(thing.rubric)


@cache
def first_content() -> Any:
    """Data of the version that the project comes with."""
    return json.loads(FIRST.read_text(encoding="utf-8"))
