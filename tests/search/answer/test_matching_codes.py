"""All matches of a search, whatever engine answers, in the order in which a reader pages through them."""

from collections.abc import Iterator
from typing import Any

import pytest

from search.answer import service
from search.answer.service import matching_codes, search
from search.contract.errors import EngineUnavailable
from search.engines import get_engine
from search.params import SearchParams
from search.sync.rebuild import rebuild
from tests.search.engines.elasticsearch_engines import Engines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]

ASKED = [
    SearchParams(language="en"),
    SearchParams(q="water", language="en", sort="title"),
    SearchParams(q="اتوبوس", language="fa", filters={"status": ["running", "scaled"]}),
    SearchParams(q="wsate", language="en"),  # misspelled
    SearchParams(q="wsate", language="en", exact=True),
    SearchParams(language="ar", sort="started", page=2),
]


@pytest.fixture
def remote(elasticsearch_url: str, elasticsearch_prefix: str, settings: Any) -> Iterator[None]:
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = [elasticsearch_url], elasticsearch_prefix
    settings.SEARCH_ENGINE, settings.SEARCH_FALLBACK = "elasticsearch", False
    made = Engines(elasticsearch_url)
    made.made.append(get_engine("elasticsearch"))
    rebuild(made.made[0])
    yield
    made.remove()


def paged(params: SearchParams) -> list[str]:
    found = search(SearchParams(params.q, params.language, 1, 100, params.sort, params.filters, exact=params.exact))
    return [hit.card.code for hit in found.hits]


def as_pages_show_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for at_once in (1000, 7):
        monkeypatch.setattr(service, "AT_ONCE", at_once)
        for params in ASKED:
            assert matching_codes(params, 10_000) == paged(params), params
    assert matching_codes(ASKED[0], 10) == paged(ASKED[0])[:10]


def test_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    as_pages_show_them(monkeypatch)
    assert matching_codes(ASKED[3], 100) and not matching_codes(ASKED[4], 100)


@pytest.mark.usefixtures("remote")
def test_elasticsearch(monkeypatch: pytest.MonkeyPatch) -> None:
    as_pages_show_them(monkeypatch)


def test_where_none_answers(settings: Any) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_FALLBACK = "elasticsearch", False
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9"]  # where nothing listens
    with pytest.raises(EngineUnavailable):
        matching_codes(ASKED[0], 100)
