"""One list: the first page merges word matches and semantic ones; later pages go on; counts stay those of the words."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from search.answer.service import SearchPage, search
from search.params import SearchParams
from search.sync.rebuild import rebuild

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


def page(query: str, language: str = "en", **options: Any) -> SearchPage:
    params = SearchParams.from_query(QueryDict(query), language)
    return search(params, patiently=True, **options)


def merged(found: SearchPage) -> list[str]:
    return [case.card.code for case in found.merged]


@pytest.mark.usefixtures("meaning")
class TestWithMeaning:
    def test_the_first_page_holds_both_by_one_score(self) -> None:
        found = page("q=waste")
        scores = [case.score for case in found.merged]
        kinds = [case.is_word_match for case in found.merged]
        assert scores == sorted(scores, reverse=True) and {True, False} == set(kinds)
        assert len(set(merged(found))) == len(found.merged) <= found.params.size
        assert found.shown == sum(kinds)

    def test_what_is_meant_comes_before_a_word_that_is_said_in_passing(self) -> None:
        found = page("q=%D8%A7%D8%AA%D9%88%D8%A8%D9%88%D8%B3", "fa")  # bus
        first = [case.card.import_id for case in found.merged[:4]]
        assert set(first) <= {
            "tehran-bus-rapid-transit", "seoul-bus-reform-2004", "shenzhen-electric-buses", "istanbul-metrobus",
            "amman-bus-rapid-transit", "curitiba-brt-structural-axes", "guangzhou-brt", "delhi-brt-corridor",
        }  # fmt: skip

    def test_counts_facets_and_hits_are_those_of_the_words(self) -> None:
        found, plain = page("q=waste"), search(SearchParams(q="waste", language="en"), patiently=True)
        assert (found.total, found.facets) == (plain.total, plain.facets)
        assert [case.card.code for case in found.hits] == [case.card.code for case in plain.hits]

    @pytest.mark.parametrize("query", ["q=waste", "q=clean+air+for+children", "q=Seoul&order=title", "q=waste&page=2"])
    def test_a_page_of_the_site_reads_what_it_shows_and_nothing_else(self, query: str) -> None:
        whole, shown = page(query), page(query, as_shown=True)
        assert shown.merged == whole.merged and shown.total == whole.total and shown.facets == whole.facets
        if whole.merged:
            assert shown.hits == []
            assert {case.card.code for case in shown.semantic_matches} <= set(merged(shown))
        else:
            assert shown.hits == whole.hits and shown.semantic_matches == whole.semantic_matches

    def test_later_pages_go_on_with_every_word_match_once(self) -> None:
        first = page("q=city")
        assert first.total > 2 * first.params.size
        seen = [case.card.code for case in first.merged if case.is_word_match]
        number = 2
        while len(seen) < first.total:
            later = page(f"q=city&page={number}")
            assert later.merged == [] and later.total == first.total and later.hits
            seen += [case.card.code for case in later.hits]
            number += 1
        assert len(seen) == len(set(seen)) == first.total

    def test_the_page_says_how_many_pages_there_are(self, client: Client) -> None:
        first = page("q=city")
        assert first.shown is not None
        pages = 1 + -(-(first.total - first.shown) // first.params.size)
        last = client.get("/en/search/", {"q": "city", "page": pages})
        beyond = client.get("/en/search/", {"q": "city", "page": pages + 1})
        assert f"Page {pages} of {pages}" in last.content.decode()
        assert "this is the last" in beyond.content.decode()

    def test_by_another_order_there_is_no_merged_list(self) -> None:
        found = page("q=waste&sort=title")
        assert found.merged == [] and found.shown is None and found.semantic_matches

    def test_a_card_that_is_no_word_match_says_so(self, client: Client) -> None:
        for language, said in (("en", "close in meaning"), ("fa", "نزدیک از نظر معنا"), ("ar", "قريبة في المعنى")):
            text = client.get(f"/{language}/search/", {"q": "waste"}).content.decode()
            assert text.count("near-mark") == sum(not case.is_word_match for case in page("q=waste", language).merged)
            assert said in text

    def test_the_api_gives_it_beside_the_hits(self, client: Client) -> None:
        found = client.get("/api/v1/search", {"q": "waste", "lang": "en"}).json()
        assert {hit["code"] for hit in found["merged"] if hit["is_word_match"]} <= {
            hit["code"] for hit in found["hits"]
        }
        assert client.get("/api/v1/search", {"q": "waste", "lang": "en", "page": 2}).json()["merged"] == []

    @pytest.mark.parametrize("text", ["Tehran", "Arab cities", "Brazil"])
    def test_no_other_place_is_close_to_the_bare_name_of_one(self, text: str) -> None:
        found = search(SearchParams(q=text, language="en"), patiently=True)
        assert found.total and all(case.is_word_match for case in found.merged) and not found.semantic_matches

    @pytest.mark.parametrize("text", ["Isparta", "Trabzon", "best pizza recipe", "تعبیر خواب", "وصفة كبسة", "ISO 9001"])
    def test_nothing_is_near_to_what_no_library_of_cities_has(self, text: str) -> None:
        found = search(SearchParams(q=text, language="en"), patiently=True)
        assert (found.total, found.merged, found.semantic_matches) == (0, [], [])

    def test_a_case_without_a_vector_is_in_the_middle(self) -> None:
        from search.models import CaseVector

        before = merged(page("q=waste"))
        CaseVector.objects.all().delete()
        rebuild()
        assert set(before) & set(merged(page("q=waste"))), "words and names still order"

    def test_filters_and_exclusions_hold(self) -> None:
        found = page("q=waste&country=IR")
        assert found.merged and {case.card.country for case in found.merged} == {"Iran"}
        without = page("q=waste -compost")
        assert not {"isfahan-organic-waste-composting"} & {case.card.import_id for case in without.merged}


@pytest.mark.usefixtures("index")
def test_without_meaning_words_and_partial_words_are_merged() -> None:
    found = page("q=food waste fee")
    assert found.merged[0].is_word_match and any(not case.is_word_match for case in found.merged)


@pytest.mark.usefixtures("index")
def test_a_walk_is_of_word_matches_alone() -> None:
    found = search(SearchParams(q="city", language="en", is_walk=True), patiently=True)
    assert found.merged == [] and found.hits and found.following
