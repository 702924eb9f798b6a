"""The table of cities beside the code: what it holds, and that it can be made anew."""

import os
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from cases.management.commands.make_gazetteer import write_table
from cases.records.sheets.cells import CellError
from cases.services.geonames import TABLE, Gazetteer
from cases.services.imports.named_cities import NamedCities

LARGEST = 3_000_000  # bytes; it is cloned and shipped with every copy of the code


def city(name: str, population: int, *others: str, country: str = "IR", latitude: float = 35.5) -> dict[str, Any]:
    return {
        "name": name, "countrycode": country, "latitude": latitude, "longitude": 51.25, "population": population,
        "alternatenames": list(others),
    }  # fmt: skip


def test_every_city_of_the_starter_collection_is_found_by_any_of_its_names(
    starter_records: list[dict[str, Any]],
) -> None:
    gazetteer = Gazetteer()
    for record in starter_records:
        place = record["city"]
        near = place["lat"], place["lon"]
        assert gazetteer.find([place["en"]], place["country"], near), place["en"]


@pytest.mark.parametrize("name", ["Tehran", "تهران", "طهران", "Тегеран", "TEHERAN"])
def test_a_city_is_found_in_any_language(name: str) -> None:
    place = Gazetteer().find([name], "IR", None)
    assert place is not None and place.population > 7_000_000 and "Tehran" in place.names


@pytest.mark.parametrize(
    ("name", "country", "english"), [("東京", "JP", "Tokyo"), ("القاهرة", "EG", "Cairo"), ("Łódź", "PL", "Łódź")]
)
def test_a_place_has_its_english_name(name: str, country: str, english: str) -> None:
    place = Gazetteer().find([name], country, None)
    assert place is not None and place.english == english


def test_a_country_or_a_name_that_is_not_there_is_no_place() -> None:
    gazetteer = Gazetteer()
    assert gazetteer.find(["Tehran"], "US", None) is None
    assert gazetteer.find(["Tehran"], "XX", None) is None
    assert gazetteer.find(["Tehran"], "IR", (0.0, 0.0)) is None, "there is no Tehran near there"


def test_the_table_is_small_and_says_whose_it_is() -> None:
    assert os.path.getsize(TABLE) <= LARGEST
    for text in (ZipFile(TABLE).read("LICENCE.txt").decode(), TABLE.with_name("README.md").read_text(encoding="utf-8")):
        assert "geonames.org" in text and "creativecommons.org/licenses/by/4.0" in text


def test_a_table_that_is_made_anew_holds_what_it_was_made_of(tmp_path: Path) -> None:
    made, again = tmp_path / "made.zip", tmp_path / "again.zip"
    cities = [
        city("Yazd", 500, " یزد ", "Y", "x" * 61, "Jezd"),
        city("Yazd", 900, latitude=31.5),
        city("Wien", 7, country="AT"),
    ]
    for path in (made, again):
        write_table(cities, path)
    assert made.read_bytes() == again.read_bytes()
    first, _second = Gazetteer(made).places("IR")
    assert (first.latitude, first.longitude, first.population) == (35.5, 51.25, 500)
    assert first.names == ["Yazd", "یزد", "Jezd"]
    assert (first.english, Gazetteer(made).places("AT")[0].english) == ("Yazd", "Wien")
    found = Gazetteer(made).find(["یزد", "yazd"], "IR", None)
    assert found is not None and found.population == 900, "the most populous"


class _Counting(Gazetteer):
    """Gazetteer that counts how often it reads all countries."""

    reads = 0

    def _index(self) -> dict[int, tuple[str, ...]]:
        self.reads += 1
        return super()._index()


def test_all_countries_are_read_once_however_many_names_nobody_knows() -> None:
    gazetteer = _Counting()
    cities = NamedCities(gazetteer)
    cities._cities = {}
    for number in range(2000):
        with pytest.raises(CellError):
            cities.find({"fa": f"هیچ‌جا {number}"}, "")
    assert gazetteer.reads == 1
    assert gazetteer.countries_of(["تهران"]) == ["IR"] and "US" in gazetteer.countries_of(["Portland"])
