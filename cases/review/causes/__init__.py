"""Causes of messages of this room."""

from .judging import CAUSES as JUDGING
from .rounds import CAUSES as ROUNDS

CAUSES = (*JUDGING, *ROUNDS)

__all__ = ["CAUSES"]
