"""Rubric: a new version published. It holds for rounds that are opened from now on."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.review.models import RubricVersion
from cases.review.records.rubric import RubricError, read_rubric
from cases.review.selectors.rounds.rubrics import current_rubric

from .round_log import RUBRIC, note


@transaction.atomic
def publish_rubric(data: Any, by: Any = None) -> RubricVersion:
    """Publishes data as the next version. Raises RubricError for what is no rubric, or has not the next number."""
    rubric = read_rubric(data)
    last = current_rubric()
    if last.pk is None and rubric.version != last.version:
        last.save()
    awaited = 1 if last.pk is None else last.version + 1
    if rubric.version != awaited:
        raise RubricError(f"version: {awaited} comes next")
    made = RubricVersion.objects.create(version=rubric.version, content=data, published_at=timezone.now())
    note(made, RUBRIC, by, version=made.version)
    return made
