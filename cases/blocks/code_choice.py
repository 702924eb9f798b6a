"""Choice among codes."""

from typing import Any

from wagtail import blocks


class CodeChoiceBlock(blocks.ChoiceBlock):
    """Choice whose values are text codes already.

    Wagtail looks every stored value up among the choices to recover its type; for choices that come from the database
    that is a query for every block of every page read.
    """

    def normalize_choice(self, value: Any) -> Any:
        return value
