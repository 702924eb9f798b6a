"""Misspelled words, taken for known ones where that is sure and offered where it is not."""

from typing import Any

import pytest

from search.answer.service import SearchPage, search
from search.params import SearchParams

pytestmark = pytest.mark.usefixtures("starter")


def asked(text: str, language: str = "en", **options: Any) -> SearchPage:
    return search(SearchParams(q=text, language=language, **options))


@pytest.mark.parametrize(
    ("typed", "meant", "language"),
    [
        ("garbgae", "garbage", "en"),
        ("congestoin charge", "congestion charge", "en"),
        ("wastemanagement", "waste management", "en"),
        ("پسمامد", "پسماند", "fa"),
    ],
)
def test_a_word_nobody_wrote_is_taken_for_the_one_that_was_meant(
    index: Any, typed: str, meant: str, language: str
) -> None:
    page = asked(typed, language)
    assert page.corrected and page.total == asked(meant, language).total > 0
    assert {pair.typed for pair in page.corrected} <= set(typed.split())


def test_exactly_what_was_typed_is_one_click_away(index: Any) -> None:
    assert asked("garbgae", exact=True).total == 0
    assert not asked("garbgae", exact=True).corrected


def test_a_word_that_somebody_wrote_is_left_alone(index: Any) -> None:
    assert not asked("garbage").corrected and not asked("river").did_you_mean


def test_a_word_like_no_other_is_not_explained_away(index: Any) -> None:
    page = asked("xqzvwkj")
    assert (page.total, page.corrected, page.did_you_mean) == (0, (), ())


@pytest.mark.parametrize("typed", ["they are sleeping rough", "rough sleeping in winter"])
def test_a_word_of_which_no_case_speaks_is_not_taken_for_another_that_helps_nothing(index: Any, typed: str) -> None:
    page = asked(typed)
    assert (page.total, page.corrected, page.did_you_mean) == (0, (), ())


def test_a_likely_mistake_is_corrected_though_not_every_word_is_found(index: Any) -> None:
    page = asked("garbgae for astronauts")
    assert page.total == 0 and [pair.meant for pair in page.corrected] == ["garbage"]
    assert asked("street sweepinq").corrected, "another letter, where the query then finds something"
