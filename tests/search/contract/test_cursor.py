"""Places in lists of results."""

import pytest

from search.contract.cursor import Cursor


@pytest.mark.parametrize(
    "cursor",
    [Cursor("relevance", 3.25, "THR-0001", 20), Cursor("newest", 10**15, "A", 1), Cursor("title", "0ĀŒb ۱", "A-1", 9)],
)
def test_a_place_survives_an_address(cursor: Cursor) -> None:
    assert Cursor.parse(str(cursor), cursor.sort) == cursor
    assert str(cursor).replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "=", "é", "\x00", "W10", "e30", "bnVsbA", "A" * 5000,
        str(Cursor("newest", 1.0, "A", 1)), str(Cursor("relevance", "1", "A", 1)),
        str(Cursor("relevance", 1.0, "A", 0)), str(Cursor("relevance", float("nan"), "A", 1)),
        str(Cursor("relevance", 1.0, None, 1)), str(Cursor("relevance", 1.0, "A", "1")),  # type: ignore[arg-type]
        str(Cursor("relevance", 1.0, "A", 2**40)), str(Cursor("relevance", 2**63, "A", 1)),
        str(Cursor("relevance", True, "A", 1)),
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        Cursor.parse(text, "relevance")
