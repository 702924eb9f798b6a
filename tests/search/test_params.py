"""Query strings: read without failing, written the same for the same search."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from search.content.thesaurus import current_thesaurus
from search.params import LONG, LONGEST, MOST_VALUES, SearchParams


@pytest.fixture(autouse=True, scope="module")
def _thesaurus(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The topics that filters may name."""
    with django_db_blocker.unblock():
        yield


def read(query: str) -> SearchParams:
    return SearchParams.from_query(QueryDict(query), "en")


@pytest.mark.parametrize(
    "query", ["page=0", "page=abc", "page=-3", "page=99999999999", "page=", "sort=price", "page=9000"]
)
def test_nonsense_is_named_and_ignored(query: str) -> None:
    params = read(query)
    assert params.errors and params.page == 1 and params.sort == ""


def test_facets_toggle_and_drop_the_page() -> None:
    params = read("q=bus&topic=waste&page=3")
    both = params.toggled("topic", "water")
    assert list(both.filters["topic"]) == ["waste", "water"] and both.page == 1
    assert both.toggled("topic", "water").toggled("topic", "waste").filters == {}


def test_a_search_has_one_address() -> None:
    assert read("topic=water&topic=waste&q=x&sort=").query_string() == "?q=x&topic=waste&topic=water"
    assert read("").query_string() == "?"


@given(st.dictionaries(st.sampled_from(["q", "page", "sort", "topic", "city"]), st.text(max_size=30), max_size=5))
def test_any_query_string_is_read_and_read_back(values: dict[str, str]) -> None:
    params = read(urlencode(values))
    again = read(params.query_string()[1:])
    assert (again.q, again.page, again.sort, dict(again.filters)) == (
        params.q,
        params.page,
        params.sort,
        dict(params.filters),
    )


@pytest.mark.parametrize("typed", ["  ", "\u3000\xa0\t", "\u200c\u2068", "\x00 ", " " * (LONGEST + 1)])
def test_blanks_are_no_query(typed: str) -> None:
    params = read(urlencode({"q": typed}))
    assert (params.q, params.order, params.query_string(), params.errors) == ("", "newest", "?", ())
    assert SearchParams(q=typed).q == "" and SearchParams(q="\xa0bus ").q == "\xa0bus "


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1, 65_536, 1_000_000])
def test_text_beyond_what_search_reads_is_left_out_and_said_so(length: int) -> None:
    params = read(urlencode({"q": "x" * length}))
    assert params.q == "x" * LONGEST and bool(params.errors) == (length > LONGEST)
    assert len(SearchParams(q="y" * length).q) == LONGEST, "whoever asks"


def test_only_known_values_are_kept_and_others_are_named() -> None:
    params = read("topic=waste&topic=atlantis&city=%E2%80%AE%00evil&status=running&status=running&color=red")
    assert dict(params.filters) == {"topic": ["waste"], "status": ["running"]}
    assert len(params.errors) == 2 and "atlantis" in params.errors[0] and "evil" in params.errors[1]
    assert "\u202e" not in params.errors[1], "it would turn the sentence around"
    assert "atlantis" not in params.query_string() and "color" not in params.query_string()


def test_what_is_named_is_bounded() -> None:
    params = read(urlencode({"topic": [f"{number}{'x' * 5000}" for number in range(500)]}, doseq=True))
    assert len(params.errors) == 1 and len(params.errors[0]) < 300
    params = read(urlencode({"page": "9" * 5000, "sort": "z" * 5000, "toggle": "topic:" + "y" * 5000}))
    assert len(params.errors) == 3 and all(len(error) < 200 for error in params.errors)


def test_a_facet_has_no_more_than_fifty_values() -> None:
    codes = list(current_thesaurus().tree)
    params = read(urlencode({"topic": codes}, doseq=True))
    assert list(params.filters["topic"]) == codes[:MOST_VALUES] and len(params.errors) == 1
    assert len(params.toggled("topic", codes[-1]).filters["topic"]) == MOST_VALUES


def test_numbers_are_in_the_digits_of_the_reader() -> None:
    with override("fa"):
        params = SearchParams.from_query(QueryDict("q=" + "x" * 1001), "fa")
    assert "۱٬۰۰۰" in params.errors[0]


@pytest.mark.parametrize("query", ["q=bus", "q=bus&topic=water&status=running", "topic=waste&page=2"])
def test_a_button_asks_for_what_a_link_leads_to(query: str) -> None:
    params = read(query)
    toggled = read(f"{query}&toggle=topic:waste".replace("&page=2", ""))
    assert toggled.query_string() == params.toggled("topic", "waste").query_string() and not toggled.errors
    assert read(f"{query}&toggle=topic:nowhere&clear=1").filters == {}
    assert read(f"{query}&clear=1").query_string() == params.query_string(filters={})


def test_a_search_is_long_when_its_links_would_be() -> None:
    assert not read("q=" + "x" * (LONG - 3)).is_long and read("q=" + "x" * LONG).is_long
    assert read(urlencode({"q": "پ" * 60})).is_long
