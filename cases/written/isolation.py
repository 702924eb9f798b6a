"""Isolation of a text from the direction of the text around it, where no element can do it (Unicode UAX #9)."""


def isolated(text: str) -> str:
    """The text between FSI and PDI, as ``<bdi>`` is to a browser."""
    return f"\u2068{text}\u2069"
