"""Facts of a case that a list of results shows besides its card: its key figure, and where its city lies."""

from cases.choices import Outcome
from cases.selectors.boxes import Box
from cases.selectors.key_figures import KeyFigure, key_figures
from cases.selectors.localized_format import digits
from cases.selectors.places import Position, positions

__all__ = ["Box", "KeyFigure", "Position", "digits", "key_figures", "outcomes", "positions"]


def outcomes() -> list[tuple[str, str]]:
    """Codes and names of the outcomes there are, in the language of the page."""
    return [(outcome.value, str(outcome.label)) for outcome in Outcome]
