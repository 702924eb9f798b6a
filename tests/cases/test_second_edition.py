"""Records of both editions come in, go out and come in again as they were."""

import copy
from typing import Any

import pytest

from cases.models import Case, CaseStudyPage, City, Measurement
from cases.selectors.case_record import case_records
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
PUBLISH = ImportOptions(publish=True)


def exported() -> dict[str, dict[str, Any]]:
    """Records of all cases as a file would have them, without blocks and pictures, of which the files do not speak."""
    records = [record.model_dump(mode="json") for record in case_records()]
    return {record["id"]: {k: v for k, v in record.items() if k not in ("body", "gallery")} for record in records}


def in_order(record: dict[str, Any]) -> dict[str, Any]:
    """Topics are a set; a cost without a basis says so in both ways."""
    cost = record["cost"]
    cost = {**cost, "basis": cost.get("basis")} if cost and "kind" in cost else cost
    return {**record, "topics": sorted(record["topics"]), "cost": cost}


def test_the_second_edition_goes_out_as_it_came_in(starter_records: list[dict[str, Any]]) -> None:
    assert import_cases(as_file(starter_records), PUBLISH).counts == {"created": len(starter_records)}
    found = exported()
    for record in starter_records:
        assert in_order(found[record["id"]]) == in_order(record)
    report = import_cases(as_file(list(found.values())), PUBLISH)
    assert report.counts == {"unchanged": len(starter_records)}
    assert import_cases(as_file(starter_records), PUBLISH).counts == {"unchanged": len(starter_records)}


def test_the_first_edition_goes_out_as_it_came_in(first_edition: list[dict[str, Any]]) -> None:
    assert import_cases(as_file(first_edition), PUBLISH).counts == {"created": len(first_edition)}
    found = exported()
    for record in first_edition:
        assert {**in_order(found[record["id"]]), "city": None} == {**in_order(record), "city": None}
    assert import_cases(as_file(first_edition), PUBLISH).counts == {"unchanged": len(first_edition)}


def test_nothing_of_the_first_edition_is_said_that_it_does_not_say(first_edition: list[dict[str, Any]]) -> None:
    import_cases(as_file(first_edition), PUBLISH)
    assert set(CaseStudyPage.objects.values_list("cost_kind", "cost_planned", "outcome", "started_known")) == {
        ("", False, "unknown", None)
    }
    assert set(Measurement.objects.values_list("kind", flat=True)) == {""}
    assert Case.objects.filter(unverified=[]).count() < Case.objects.count()


def test_a_case_of_the_first_edition_is_updated_by_the_second(
    first_edition: list[dict[str, Any]], starter_records: list[dict[str, Any]]
) -> None:
    import_cases(as_file(first_edition), PUBLISH)
    ids = {record["id"] for record in first_edition}
    newer = [record for record in starter_records if record["id"] in ids]
    assert import_cases(as_file(newer), PUBLISH).counts == {"updated": len(newer)}
    found = exported()
    for record in newer:
        assert in_order(found[record["id"]]) == in_order(record)


def test_facts_are_equal_in_all_languages(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:1]), PUBLISH)
    pages = list(CaseStudyPage.objects.all())
    assert len(pages) == 3
    page = pages[0]
    assert page.brief == starter_records[0]["brief"] and page.outcome == "partly"
    assert str(page.started_known) == "1386-10" and page.started == 2008
    for name in CaseStudyPage.FACTS:
        if name != "topics":
            assert len({str(getattr(other, name)) for other in pages}) == 1, name


def test_a_city_learns_what_it_lacks_and_keeps_what_an_editor_wrote(starter_records: list[dict[str, Any]]) -> None:
    record = copy.deepcopy(starter_records[0])
    record["city"] = {key: record["city"][key] for key in ("en", "fa", "ar", "country", "lat", "lon")}
    import_cases(as_file([record]), PUBLISH)
    city = City.objects.get()
    assert city.population and not city.population_source, "of GeoNames"
    City.objects.update(area=600)
    import_cases(as_file(starter_records[:2]), PUBLISH)
    city = City.objects.get()
    assert (city.population, city.population_year, city.population_scope) == (8693706, 2016, "city")
    assert "census" in city.population_source
    assert (city.area, city.climate, city.income_group) == (600, "BSk", "upper-middle")


def test_a_population_that_an_editor_wrote_stays(starter_records: list[dict[str, Any]]) -> None:
    City.objects.create(
        slug="tehran", code_prefix="THR", names={"en": "Tehran", "fa": "تهران"}, country="IR", population=9_000_000
    )
    import_cases(as_file(starter_records[:1]), PUBLISH)
    city = City.objects.get()
    assert (city.population, city.population_source, city.climate) == (9_000_000, "", "BSk")
