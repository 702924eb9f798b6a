"""Required fields of a case study: the one rule by which a text is complete and may be published."""

from collections.abc import Mapping
from typing import Any

from cases.blocks.pictures import lacks_alternative

# In the order of the form.
REQUIRED = (
    "title",
    "city",
    "summary",
    "challenge",
    "solution",
    "topics",
    "results",
    "limits",
    "lessons",
    "transfer",
    "sources",
    "pictures",  # none, or each with its alternative text
)
ILLUSTRATED = ("gallery", "body")  # fields that hold pictures


def missing_of(text: Mapping[str, Any]) -> list[str]:
    """Names of ``REQUIRED`` that a text lacks, in their order.

    ``text`` maps names of fields to the page's values: prose, StreamValues, the city's key, a true value where the page
    has topics; ``gallery`` and ``body`` in place of ``pictures``.
    """
    return [name for name in REQUIRED if (pictures_lacking(text) if name == "pictures" else not text[name])]


def pictures_lacking(text: Mapping[str, Any]) -> list[str]:
    """Names of the fields that hold a picture without alternative text, one for each such picture."""
    return [
        name
        for name in ILLUSTRATED
        for block in text[name].raw_data
        if block["type"] == "picture" and lacks_alternative(block["value"])
    ]
