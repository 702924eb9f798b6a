"""What a text must look like so that a spreadsheet shows it and never reckons with it."""

from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # spreadsheets heed the wide ones as well


def without_formula(value: Any) -> Any:
    """A text that would begin a formula with an apostrophe before it; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
