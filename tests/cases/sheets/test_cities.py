"""Cities of a file: one for every spelling of its name, two for two places of one name, an address for any script."""

import io
from typing import Any

import pytest

from cases.models import CaseStudyPage, City
from cases.services.cities import save_city
from cases.services.imports.cases import ImportOptions, ImportReport, import_cases

from .making import sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
OREGON, MAINE = {"city.lat": "45.52", "city.lon": "-122.68"}, {"city.lat": "43.66", "city.lon": "-70.26"}
PORTLAND = {"city.en": "Portland", "city.country": "US"}


def send(*rows: dict[str, Any], **options: bool) -> ImportReport:
    return import_cases(io.BytesIO(sheet(*rows).encode()), ImportOptions(**options))


def named(name: str, country: str, **others: Any) -> dict[str, Any]:
    return {"city.en": name, "city.country": country, **others}


def slugs() -> list[str]:
    return sorted(City.objects.values_list("slug", flat=True))


def noted(report: ImportReport) -> list[tuple[str, str]]:
    return [(note.code, note.cell) for note in report.notes]


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
def test_a_city_is_one_in_every_spelling(known: bool) -> None:
    if known:
        save_city(City(names={"en": "Tehran", "fa": "تهران"}, country="IR", latitude=35.7, longitude=51.4))
    spellings = ["Tehran", "tehran", "Teheran", "TEHRAN", "Téhéran", "طهران", "تهران"]
    report = send(
        *(named(name, "IR") for name in spellings),
        *(named(name, "BR") for name in ("São Paulo", "Sao Paulo", "SÃO PAULO", "sao-paulo")),
    )
    assert report.counts == {"created": 11} and slugs() == ["sao-paulo", "tehran"], report.problems
    assert ("city_known_as", "C4") in noted(report), "Teheran is another name"
    assert City.objects.get(slug="tehran").names["en"] == "Tehran"


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_check_notes_what_an_import_notes(dry_run: bool) -> None:
    report = send(named("Tehran", "IR"), named("Teheran", "IR"), {**PORTLAND, **OREGON}, {**PORTLAND, **MAINE},
                  named("東京", "JP"), dry_run=dry_run)  # fmt: skip
    assert noted(report) == [("city_known_as", "C3"), ("city_namesake", "C5"), ("city_in_english", "C6")]
    assert City.objects.exists() != dry_run


def test_a_file_with_another_spelling_is_unchanged_when_it_comes_again_and_can_be_changed() -> None:
    rows = [named("Tehran", "IR"), named("Teheran", "IR")]
    send(*rows)
    assert send(*rows).counts == {"unchanged": 2}
    changed = [{**row, "challenge.en": "It was harder."} for row in rows]
    assert send(*changed).counts == {"updated": 2}, "nobody edited them"


def test_two_places_of_one_name_are_two_cities() -> None:
    report = send({**PORTLAND, **OREGON}, {**PORTLAND, **MAINE}, {**PORTLAND, **OREGON})
    assert report.counts == {"created": 3} and slugs() == ["portland", "portland-us"]
    assert CaseStudyPage.objects.filter(city__slug="portland").count() == 2
    assert noted(report) == [("city_namesake", "C3")]
    again = send({**PORTLAND, **OREGON}, {**PORTLAND, **MAINE}, {**PORTLAND, **OREGON})
    assert again.counts == {"unchanged": 3} and len(slugs()) == 2


def test_a_name_of_several_cities_without_a_place_is_refused_at_its_cell() -> None:
    send({**PORTLAND, **OREGON}, {**PORTLAND, **MAINE})
    report = send({**PORTLAND, "id": "third"})
    assert [(problem.code, problem.cell) for problem in report.problems] == [("city_of_many", "C2")]
    assert "45.52" in report.problems[0].params["cities"] and "-70.26" in report.problems[0].params["cities"]


def test_a_new_city_of_an_ambiguous_name_is_noted() -> None:
    report = send(PORTLAND)
    assert noted(report) == [("city_most_populous", "C2")] and City.objects.get().latitude == pytest.approx(45.5, 0.1)


@pytest.mark.parametrize(
    ("name", "country", "slug", "prefix"),
    [
        ("Łódź", "PL", "lodz", "LDZ"), ("Đà Nẵng", "VN", "da-nang", "DNN"), ("Diyarbakır", "TR", "diyarbakir", "DYR"),
        ("東京", "JP", "tokyo", "TKY"), ("İzmir", "TR", "izmir", "IZM"), ("Tromsø", "NO", "tromso", "TRM"),
        ("Москва", "RU", "moskva", "MSK"), ("Gießen", "DE", "giessen", "GSS"), ("القاهرة", "EG", "cairo", "CAI"),
    ],
)  # fmt: skip
def test_an_address_and_a_code_can_be_made_of_any_name(name: str, country: str, slug: str, prefix: str) -> None:
    report = send(named(name, country))
    assert report.counts == {"created": 1}, report.problems
    city = City.objects.get()
    assert (city.slug, city.code_prefix) == (slug, prefix)


def test_a_name_of_another_script_that_nobody_knows_is_asked_for() -> None:
    report = send(named("未知の町", "JP"))
    assert [(problem.code, problem.cell) for problem in report.problems] == [("city_in_latin", "C2")]
    assert not City.objects.exists() and report.counts == {"rejected": 1}


def test_an_unknown_topic_is_told_at_its_cell_with_the_rest_of_the_row() -> None:
    report = send({"topics": "mobility|no-such|nor-this", "started": "soon"})
    assert {(problem.code, problem.cell) for problem in report.problems} == {
        ("unknown_topic", "E2"), ("not_a_number", "P2"),
    }  # fmt: skip
    assert report.problems[0].params["topic"] == "no-such, nor-this"
