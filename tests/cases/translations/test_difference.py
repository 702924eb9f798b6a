"""The difference of two texts says what was removed and added, and loses no letter of either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.selectors.translation.difference import MOST_WORDS, Kind, difference

WORDS = st.lists(st.sampled_from(["یک", "دو", "می‌رود", "three", "،", " ", "\n", "<b>", ""]), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("before", "now", "marked"),
    [
        ("طول شبکه", "طول همهٔ شبکه", "طول [+همهٔ +]شبکه"),
        ("one two three", "one four five three", "one [-two-][+four five+] three"),
        ("same", "same", "same"), ("", "new", "[+new+]"), ("old", "", "[-old-]"),
        ("می‌رود", "نمی‌رود", "[-می‌رود-][+نمی‌رود+]"),
    ],
)  # fmt: skip
def test_what_changed_is_marked_word_by_word(before: str, now: str, marked: str) -> None:
    signs = {Kind.SAME: "%s", Kind.REMOVED: "[-%s-]", Kind.ADDED: "[+%s+]"}
    assert "".join(signs[passage.kind] % passage.text for passage in difference(before, now)) == marked


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_it(before: str, now: str) -> None:
    found = difference(before, now)
    assert "".join(passage.text for passage in found if passage.kind != Kind.ADDED) == before
    assert "".join(passage.text for passage in found if passage.kind != Kind.REMOVED) == now
    assert all(passage.text for passage in found)


def test_texts_beyond_all_measure_are_shown_as_replaced() -> None:
    found = difference("a " * MOST_WORDS, "b " * MOST_WORDS)
    assert [passage.kind for passage in found] == [Kind.REMOVED, Kind.ADDED]
