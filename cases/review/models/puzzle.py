"""Puzzles that were solved, so that none counts twice."""

from django.db import models


class SpentPuzzle(models.Model):
    """Puzzle whose solution was taken: it is kept until it would have expired."""

    challenge = models.CharField(max_length=128, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.challenge
