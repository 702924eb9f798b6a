"""Facets: what a case counts for, what values are called and how they are ordered."""

from decimal import Decimal
from itertools import product
from string import ascii_uppercase
from typing import Any

import pytest
from babel import Locale
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cases.choices import Setback
from cases.models import Case
from cases.selectors.cost_bands import BANDS, cost_band, cost_band_of_total
from cases.selectors.exchange_rates import dollars
from cases.selectors.regions import REGIONS, region_name, region_of
from search.answer.facets import MOST_VALUES, facet_result
from search.answer.service import search
from search.content.documents import documents
from search.content.facets import FACETS, decade_of, results_of
from search.content.thesaurus import current_thesaurus
from search.contract.documents import SearchDocument
from search.contract.searcher import SearchResult
from search.params import SearchParams
from search.text.collation import sort_key

# In CLDR beside countries: parts of countries, unions, and what stands for no place.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
NO_REGION = {"AQ"}
VALUES = {
    "region": list(REGIONS),
    "sdg": [str(number) for number in range(1, 18)],
    "decade": ["1910", "2000", "2020"],
    "outcome": ["reached", "partly", "missed", "unknown"],
    "setback": list(Setback.values),
    "cost": [*BANDS, "none"],
    "results": ["measured", "stated", "none"],
    "evidence": ["independent", "measured", "figures", "documented", "described", "none"],
    "opinion": ["signed", "none"],
    "language": ["fa", "en", "ar"],
}


def test_every_country_is_in_one_region() -> None:
    listed = [country for countries in REGIONS.values() for country in countries.split()]
    known = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert set(listed) == known - NO_COUNTRIES - NO_REGION
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("country", "region"),
    [("IR", "034"), ("PS", "145"), ("TR", "145"), ("TW", "030"), ("XK", "039"), ("EG", "015"), ("CO", "005")],
)
def test_regions_are_those_of_m49(country: str, region: str) -> None:
    assert region_of(country) == region


def test_what_is_no_country_has_no_region() -> None:
    assert region_of("AQ") is None and region_of("ZZ") is None and region_of("") is None


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_region_has_a_name(language: str) -> None:
    names = {region_name(code, language) for code in REGIONS}
    assert len(names) == len(REGIONS) and not names & set(REGIONS)


@pytest.mark.parametrize(
    ("amount", "currency", "band"),
    [
        ("0", "USD", "under-1m"),
        ("999999.99", "USD", "under-1m"),
        ("1000000", "USD", "1m-10m"),
        ("9999999.99", "USD", "1m-10m"),
        ("10000000", "USD", "10m-100m"),
        ("100000000", "USD", "100m-1b"),
        ("999999999.99", "USD", "100m-1b"),
        ("1000000000", "USD", "over-1b"),
        ("925000", "EUR", "1m-10m"),
        ("924999", "EUR", "under-1m"),
        ("400000000000", "IRR", "1m-10m"),
        ("399999999999", "IRR", "under-1m"),
        ("1000000", "XXX", None),
        ("1000000", "", None),
    ],
)
def test_cost_bands(amount: str, currency: str, band: str | None) -> None:
    assert cost_band(Decimal(amount), currency, 2023) == band


@pytest.mark.parametrize(
    ("kind", "currency", "band"),
    [
        ("total", "USD", "10m-100m"),
        ("total", "XXX", "none"),
        ("part", "USD", "none"),
        ("unit", "USD", "none"),
        ("yearly", "USD", "none"),
        ("", "USD", "none"),
    ],
)
def test_only_totals_are_compared(kind: str, currency: str, band: str) -> None:
    assert cost_band_of_total(kind, Decimal(50_000_000), currency, 2023) == band
    assert cost_band_of_total("total", None, "USD", 2023) == "none"


@pytest.mark.parametrize(
    ("kinds", "results"),
    [
        (set(), "none"),
        ({""}, "stated"),
        ({"reported", "estimated", "modelled"}, "stated"),
        ({"measured", "estimated"}, "measured"),
    ],
)
def test_an_estimate_is_never_measured(kinds: set[str], results: str) -> None:
    assert results_of(kinds) == results


def test_no_amount_is_no_band() -> None:
    assert cost_band(None, "USD", 2023) is None


def test_a_cost_is_banded_at_the_rate_of_its_year() -> None:
    assert cost_band(Decimal(1_100_000), "EUR", 2000) == "1m-10m", "1.085 euros to the dollar"
    assert cost_band(Decimal(1_080_000), "EUR", 2000) == "under-1m"
    assert cost_band(Decimal(1_080_000), "EUR", 2023) == "1m-10m", "0.925"
    assert cost_band(Decimal(10**13), "IRR", 2010) is None, "a rate of the rial says nothing of another year"


def test_every_currency_of_the_starter_collection_has_a_rate(starter_records: list[dict[str, Any]]) -> None:
    currencies = {record["cost"]["currency"] for record in starter_records if record["cost"]}
    assert currencies and [code for code in currencies if dollars(Decimal(1), code, 2023) is None] == []
    assert currencies <= set(Locale("en").currencies)


def test_decades() -> None:
    assert [decade_of(year) for year in (1999, 2000, 2009, 2010)] == ["1990", "2000", "2000", "2010"]


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
@pytest.mark.parametrize("name", VALUES)
def test_every_value_has_a_label(name: str, language: str) -> None:
    labels = FACETS[name].labels(VALUES[name], language)
    assert set(labels) == set(VALUES[name])
    assert all(labels.values()) and len(set(labels.values())) == len(labels)


@pytest.mark.parametrize("name", VALUES)
def test_what_is_no_value_has_no_label(name: str) -> None:
    assert FACETS[name].labels(["", "x", "18", "2005", "²000", "zz", "AQ"], "fa") == {}


def test_labels_in_the_language_and_digits_of_the_reader() -> None:
    assert FACETS["decade"].labels(["2000"], "fa") == {"2000": "۲۰۰۰–۲۰۰۹"}
    assert FACETS["sdg"].labels(["11"], "fa") == {"11": "۱۱. شهرها و جوامع پایدار"}
    assert FACETS["language"].labels(["en"], "fa") == {"en": "انگلیسی"}
    assert FACETS["cost"].labels(["over-1b"], "ar") == {"over-1b": "مليار دولار أمريكي فأكثر"}
    assert FACETS["region"].labels(["034"], "en") == {"034": "Southern Asia"}


def test_values_that_have_an_order_keep_it() -> None:
    assert {name for name, facet in FACETS.items() if facet.in_order} == {
        "topic", "sdg", "outcome", "decade", "cost", "evidence",
    }  # fmt: skip
    assert list(FACETS["sdg"].labels(["11", "2", "1"], "en")) == ["1", "2", "11"]
    assert list(FACETS["decade"].labels(["1990", "2010", "2000"], "en")) == ["2010", "2000", "1990"]
    assert list(FACETS["cost"].labels(reversed(BANDS), "en")) == list(BANDS)


def test_of_very_many_values_the_most_frequent_and_the_chosen_are_listed() -> None:
    counts = {"".join(pair): number for number, pair in enumerate(product(ascii_uppercase, repeat=2))}
    counted, asked = SearchResult(0, [], {"country": counts}), SearchParams(filters={"country": ["AA"]})
    found = facet_result(FACETS["country"], counted, asked)
    assert len(found.values) == MOST_VALUES and found.left_out == len(counts) - MOST_VALUES
    assert [value.value for value in found.values if value.selected] == ["AA"]
    assert sorted(value.count for value in found.values)[1:] == sorted(counts.values())[-MOST_VALUES + 1 :]


def test_the_cost_facet_says_where_its_rates_are_from() -> None:
    with override("en"):
        assert "2023" in str(FACETS["cost"].note)
    assert not any(facet.note for name, facet in FACETS.items() if name != "cost")


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "index")
class TestOnTheStarterCollection:
    """The collection as it is imported, searched."""

    @pytest.mark.parametrize("name", FACETS)
    def test_a_facet_counts_exactly_what_a_click_gives(self, name: str) -> None:
        (facet,) = [facet for facet in search(SearchParams(language="en")).facets if facet.name == name]
        assert facet.values
        for value in facet.values:
            params = SearchParams(language="en", filters={name: [value.value]}, size=1)
            assert search(params).total == value.count, value

    @pytest.mark.parametrize("language", ["fa", "en", "ar"])
    def test_values_stand_by_count_then_label_where_they_have_no_order_of_their_own(self, language: str) -> None:
        for facet in search(SearchParams(language=language)).facets:
            shown = [(-value.count, sort_key(value.label, language)) for value in facet.values]
            assert len(shown) > 1
            if facet.name in ("region", "country", "city", "status", "setback", "results", "opinion", "language"):
                assert shown == sorted(shown), facet.name
            elif facet.name != "topic":
                places = self.places(facet.name)
                assert list(facet.values) == sorted(facet.values, key=lambda value: places[value.value])

    def places(self, name: str) -> dict[str, int]:
        """Where a value stands in the order of its facet, which is not that of counts."""
        orders: dict[str, list[str]] = {
            "sdg": [str(number) for number in range(1, 18)],
            "decade": [str(year) for year in range(2020, 1790, -10)],
            "outcome": ["reached", "partly", "missed", "unknown"],
            "cost": [*BANDS, "none"],
            "evidence": VALUES["evidence"],
        }
        return {value: place for place, value in enumerate(orders[name])}

    @pytest.mark.parametrize("name", FACETS)
    def test_its_own_choice_does_not_shrink_a_facet(self, name: str) -> None:
        def counts(**filters: list[str]) -> dict[str, int]:
            page = search(SearchParams(language="en", filters=filters))
            return {value.value: value.count for facet in page.facets if facet.name == name for value in facet.values}

        free = counts()
        assert counts(**{name: list(free)[:2]}) == free

    @pytest.mark.parametrize(
        ("import_id", "values"),
        [
            (
                "tehran-bus-rapid-transit",
                {
                    "region": ["034"],
                    "sdg": ["11", "13"],
                    "decade": ["2000"],
                    "outcome": ["partly"],
                    "results": ["stated"],
                    "evidence": ["figures"],
                    "opinion": ["signed"],
                    "language": ["ar", "en", "fa"],
                },
            ),
            ("istanbul-metrobus", {"region": ["145"], "country": ["TR"], "setback": []}),
            ("delhi-brt-corridor", {"setback": ["court", "new-leadership", "protest", "target-missed"]}),
            ("tehran-tabiat-bridge", {"results": ["none"], "evidence": ["documented"], "opinion": ["none"]}),
            ("cairo-waste-privatisation-zabbaleen", {"region": ["015"], "cost": ["none"], "outcome": ["missed"]}),
            ("copenhagen-cloudburst-plan", {"cost": ["over-1b"], "results": ["none"]}),
        ],
    )
    def test_a_case_counts_for(self, import_id: str, values: dict[str, list[str]]) -> None:
        document = self.document(import_id)
        assert {name: sorted(document.facets[name]) for name in values} == values

    def document(self, import_id: str) -> SearchDocument:
        (document,) = documents([Case.objects.get(import_id=import_id).code])
        return document

    def test_a_case_without_a_cost_or_a_year_counts_for_no_value(self) -> None:
        case = Case.objects.get(import_id="tehran-bus-rapid-transit")
        case.pages.update(started=None, cost_amount=None, sdgs=[])
        document = self.document("tehran-bus-rapid-transit")
        assert document.started == 0
        assert [list(document.facets[name]) for name in ("decade", "cost", "sdg")] == [[], ["none"], []]

    def test_a_language_whose_page_is_a_draft_is_not_a_language_of_the_case(self) -> None:
        case = Case.objects.get(import_id="tehran-bus-rapid-transit")
        case.pages.filter(locale__language_code="ar").update(live=False)
        assert sorted(self.document("tehran-bus-rapid-transit").facets["language"]) == ["en", "fa"]

    def test_the_number_of_queries_does_not_grow_with_the_cases(self) -> None:
        codes = list(Case.objects.values_list("code", flat=True))
        counted = []
        for some in (codes[:2], codes):
            current_thesaurus()  # looks after itself every two seconds, which is nothing that documents ask for
            with CaptureQueriesContext(connection) as queries:
                list(documents(some))
            counted.append(len(queries))
        assert counted[0] == counted[1]

    def test_the_newest_start_comes_first(self) -> None:
        years = {document.code: document.started for document in documents()}
        hits = search(SearchParams(language="en", sort="started", size=100)).hits
        assert [hit.card.code for hit in hits] == sorted(years, key=lambda code: (-years[code], code))
        assert years[hits[-1].card.code] == 0
