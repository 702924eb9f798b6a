"""Texts in a form that a spreadsheet shows and never takes for a formula."""

from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # spreadsheets heed the wide ones as well


def without_formula(value: Any) -> Any:
    """Value with an apostrophe before a text that would begin a formula; any other value as it is."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
