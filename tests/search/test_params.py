"""Query strings: read without failing, written the same for the same search."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.params import SearchParams


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
    assert read("topic=b&topic=a&q=x&sort=").query_string() == "?q=x&topic=a&topic=b"
    assert read("").query_string() == "?"


@given(st.dictionaries(st.sampled_from(["q", "page", "sort", "topic", "city"]), st.text(max_size=30), max_size=5))
def test_any_query_string_is_read_and_read_back(values: dict[str, str]) -> None:
    from urllib.parse import urlencode

    params = read(urlencode(values))
    again = read(params.query_string()[1:])
    assert (again.q, again.page, again.sort, dict(again.filters)) == (
        params.q,
        params.page,
        params.sort,
        dict(params.filters),
    )
