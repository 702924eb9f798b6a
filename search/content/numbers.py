"""Numbers in sentences, in the digits of the reader."""

from cases.selectors.localized_format import number


def localized_number(value: int) -> str:
    """A number as readers of the language of the page write it: ۱٬۰۰۰."""
    return number(value)
