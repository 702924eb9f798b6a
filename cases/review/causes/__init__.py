"""Causes of the messages about submissions, and of those about rounds."""

from cases.messages.causes import register

from . import freshness
from .judging import CAUSES as JUDGING
from .rounds import CAUSES as ROUNDS
from .submissions import CAUSES

ROUND_CAUSES = (*JUDGING, *ROUNDS)  # registered by ``services.rounds.invitation_links``, with their links


def register_causes() -> None:
    """Makes every cause of this room known."""
    for cause in (*CAUSES, *freshness.CAUSES):
        register(cause)
