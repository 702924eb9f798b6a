"""Groups of countries are names: of those members that have cases, in four languages."""

from collections import Counter

import pytest

from cases.selectors.regions import REGIONS
from search.answer.service import search
from search.content.country_groups import GROUPS
from search.content.thesaurus import current_thesaurus
from search.params import SearchParams

KNOWN = {country for countries in REGIONS.values() for country in countries.split()}


def test_members_are_countries_and_names_are_in_four_languages() -> None:
    for codes, names in GROUPS:
        assert codes and codes <= KNOWN, codes - KNOWN
        assert list(names) == ["fa", "en", "ar", "tr"]
        assert all(name == name.strip() and name for listed in names.values() for name in listed.split("|"))


def test_a_name_is_that_of_one_group() -> None:
    counts = Counter(
        (language, name) for _codes, names in GROUPS for language in names for name in names[language].split("|")
    )
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "index")
class TestSearch:
    @pytest.mark.parametrize(
        ("text", "language", "countries"),
        [
            ("Arab cities", "en", {"JO", "EG", "SA"}),
            ("شهرهای عربی", "fa", {"JO", "EG", "SA"}),
            ("المدن العربية", "ar", {"JO", "EG", "SA"}),
            ("Arap şehirleri", "en", {"JO", "EG", "SA"}),
            ("Latin American cities", "en", {"CO", "BR"}),
            ("شهرهای آفریقا", "fa", {"EG", "ZA"}),
            ("آسیای شرقی", "fa", {"CN", "KR", "JP"}),
        ],
    )
    def test_they_find_the_cases_of_their_members(self, text: str, language: str, countries: set[str]) -> None:
        found = search(SearchParams(q=text, language=language, size=100))
        shown = {value.value for facet in found.facets if facet.name == "country" for value in facet.values}
        assert countries <= shown

    def test_islamic_cities_hold_tehran_and_not_vienna(self) -> None:
        found = search(SearchParams(q="شهرهای اسلامی", language="fa", size=100))
        cities = {case.card.city_slug for case in found.hits}
        assert "tehran" in cities and "vienna" not in cities

    def test_with_a_subject_both_must_be_there(self) -> None:
        found = search(SearchParams(q="Arab cities waste", language="en"))
        assert found.hits[0].card.import_id == "cairo-waste-privatisation-zabbaleen"
        assert {case.card.city_slug for case in found.hits} <= {"cairo", "amman", "riyadh"}

    def test_a_group_without_cases_is_no_name(self) -> None:
        assert (
            not current_thesaurus().spans(["ouagadougou"]) and current_thesaurus().codes("country", "Melanesia") == []
        )

    def test_the_name_of_a_country_stays_its_own(self) -> None:
        found = search(SearchParams(q="Iran", language="en", size=100))
        shown = {value.value for facet in found.facets if facet.name == "country" for value in facet.values}
        assert "IR" in shown and "EG" not in shown
