"""Titles sort as readers expect."""

from search.text.collation import sort_key


def test_persian_order() -> None:
    titles = [
        "آب",
        "ایران",
        "بازار",
        "پارک",
        "تهران",
        "جاده",
        "چاه",
        "ژاله",
        "کوه",
        "گل",
        "مادر",
        "نان",
        "ورزش",
        "هوا",
        "یخ",
    ]
    assert sorted(titles, key=lambda title: sort_key(title, "fa")) == titles


def test_marks_case_and_quotes_do_not_matter() -> None:
    assert sort_key("«Été»", "en") == sort_key("ete", "en")
    assert sort_key("علي", "fa") == sort_key("علی", "fa")


def test_own_script_comes_first() -> None:
    assert sort_key("یخ", "fa") < sort_key("Apple", "fa")
    assert sort_key("Zoo", "en") < sort_key("آب", "en")
    assert sort_key("", "en") == "0"
