"""Causes of the messages about submissions."""

from cases.messages.causes import register

from . import freshness
from .submissions import CAUSES


def register_causes() -> None:
    """Makes every cause of this room known."""
    for cause in (*CAUSES, *freshness.CAUSES):
        register(cause)
