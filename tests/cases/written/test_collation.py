"""Names in the order of the reader's alphabet."""

import pytest

from cases.written.collation import ALPHABET, reading_order
from search.text import collation


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fa", "آمستردام بوگوتا پکن تهران چنگدو ژنو کابل گوانگژو وین هانوی یزد"),
        ("fa", "۱۲فروردین ایران تهران Oslo"),
        ("ar", "الرياض القاهرة باريس تونس عمّان كابول هلسنكي"),
        ("en", "Accra Málaga Zürich تهران"),
    ],
)
def test_names_stand_as_in_a_dictionary(language: str, names: str) -> None:
    wanted = names.split()
    assert sorted(set(wanted), key=lambda name: reading_order(name, language)) == wanted


def test_spelling_changes_no_order() -> None:
    assert reading_order("كرمان", "fa") == reading_order("کرمان", "fa")
    assert reading_order("مي‌شود", "fa") == reading_order("میشود", "fa")


def test_lists_and_searches_know_one_alphabet() -> None:
    assert ALPHABET == collation._ALPHABET
