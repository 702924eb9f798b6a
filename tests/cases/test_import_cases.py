"""Importing case studies: what goes in, what is refused, what a person wrote stays."""

import copy
from typing import Any

import pytest
from django.core.management import call_command

from cases.models import Case, CaseStudyPage, City, Indicator
from cases.selectors.case_record import case_records
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
PUBLISH = ImportOptions(publish=True)


def test_a_record_becomes_a_case_with_a_page_per_language(starter_records: list[dict[str, Any]]) -> None:
    record = next(r for r in starter_records if r["id"] == "amman-bus-rapid-transit")
    report = import_cases(as_file([record]), PUBLISH)
    assert report.counts == {"created": 1}
    case = Case.objects.get(import_id=record["id"])
    assert case.code == "AMM-0001"
    pages = {page.locale.language_code: page for page in case.pages.select_related("locale")}
    assert set(pages) == {"fa", "en", "ar"}
    assert pages["fa"].limits == record["limits"]["fa"]
    assert all(page.live for page in pages.values())
    assert case.unverified == []
    assert [dict(block.value) for block in pages["fa"].unchecked] == record["unverified"]
    city = City.objects.get()
    assert city.population and city.other_names, "GeoNames knows Amman"


def test_no_arabic_prose_no_arabic_page_but_an_arabic_title(first_edition: list[dict[str, Any]]) -> None:
    record = next(r for r in first_edition if "ar" not in r["challenge"])
    import_cases(as_file([record]), PUBLISH)
    case = Case.objects.get()
    assert {page.locale.language_code for page in case.pages.select_related("locale")} == {"fa", "en"}
    assert case.title_translations == {"ar": record["title"]["ar"]}
    assert case.summary_translations == {"ar": record["summary"]["ar"]}


def test_without_publish_nothing_is_live(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions())
    assert CaseStudyPage.objects.exists() and not CaseStudyPage.objects.live().exists()


def test_dry_run_writes_nothing(starter_records: list[dict[str, Any]]) -> None:
    report = import_cases(as_file(starter_records[:2]), ImportOptions(publish=True, dry_run=True))
    assert report.counts == {"created": 2} and not Case.objects.exists() and not City.objects.exists()


def test_a_second_run_changes_nothing(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:3]), PUBLISH)
    before = list(CaseStudyPage.objects.order_by("pk").values())
    assert import_cases(as_file(starter_records[:3]), PUBLISH).counts == {"unchanged": 3}
    assert list(CaseStudyPage.objects.order_by("pk").values()) == before


def test_an_edit_by_a_person_is_kept_unless_forced(starter_records: list[dict[str, Any]]) -> None:
    record = copy.deepcopy(starter_records[0])
    import_cases(as_file([record]), PUBLISH)
    page = CaseStudyPage.objects.get(locale__language_code="en")
    page.lessons = "Written by a person."
    page.save_revision().publish()
    record["lessons"]["en"] = "Newer lessons from the file."
    report = import_cases(as_file([record]), PUBLISH)
    assert report.kept == [record["id"]]
    page.refresh_from_db()
    assert page.lessons == "Written by a person."
    assert import_cases(as_file([record]), ImportOptions(publish=True, force=True)).counts == {"updated": 1}
    page.refresh_from_db()
    assert page.lessons == "Newer lessons from the file."


def test_a_draft_of_a_person_counts_as_an_edit(starter_records: list[dict[str, Any]]) -> None:
    record = copy.deepcopy(starter_records[0])
    import_cases(as_file([record]), PUBLISH)
    page = CaseStudyPage.objects.get(locale__language_code="en")
    page.lessons = "Being written."
    page.save_revision()
    record["lessons"]["en"] = "Newer."
    assert import_cases(as_file([record]), PUBLISH).counts == {"kept": 1}


def test_an_update_replaces_the_series(starter_records: list[dict[str, Any]]) -> None:
    record = copy.deepcopy(starter_records[0])
    import_cases(as_file([record]), PUBLISH)
    record["indicators"] = record["indicators"][:1]
    record["indicators"][0]["baseline"] = {"year": 2007, "value": 0}
    assert import_cases(as_file([record]), PUBLISH).counts == {"updated": 1}
    indicator = Indicator.objects.get()
    assert indicator.baseline_value == 0 and indicator.target_value is None


def cost(**changes: Any) -> dict[str, Any]:
    """A cost of the second edition."""
    known = {"amount": 5, "currency": "EUR", "year": 2010, "note": {}, "source": 0, "kind": "total", "basis": None}
    return {**known, "planned": False, "budget": None, **changes}


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (lambda r: r.update(topics=["no-such-topic"]), "topics.0"),
        (lambda r: r.update(started=20233), "started"),
        (lambda r: r.update(started="2010"), "started"),
        (lambda r: r.update(ended=1990, started=2000, started_known=None), "ended"),
        (lambda r: r.update(status="finished"), "status"),
        (lambda r: r["indicators"][0].update(source=999), "indicators.0.source"),
        (lambda r: r["indicators"][0]["measurements"][0].update(value="many"), "indicators.0.measurements.0.value"),
        (lambda r: r["indicators"][0]["measurements"][0].update(value=0.1234567), "indicators.0.measurements.0.value"),
        (lambda r: r["city"].update(country="XX"), "city.country"),
        (lambda r: r["title"].pop("fa"), "title.fa"),
        (lambda r: r["title"].update(fa="a\x00b"), "title.fa"),
        (lambda r: r.update(surprise=1), "surprise"),
        (lambda r: r["sources"][0].update(url="javascript:alert(1)"), "sources.0.url"),
        (lambda r: r.pop("limits"), "limits"),
        (lambda r: r["sources"][0].update(url="", publisher=None, year=None), "sources.0.url"),
        (lambda r: r["sources"][0].update(kind="rumour"), "sources.0.kind"),
        (lambda r: r["sources"][0].update(original="a book"), "sources.0.original"),
        (lambda r: r["brief"].update(en="x" * 161), "brief.en"),
        (lambda r: r["results_points"][0].update(fa="آ" * 161), "results_points.0.fa"),
        (lambda r: r["limits_points"][1].update(sources=[0, 99]), "limits_points.1.sources.1"),
        (lambda r: r.update(conditions_points=r["conditions_points"] * 3), "conditions_points"),
        (lambda r: r["outcome"].update(goal="won"), "outcome.goal"),
        (lambda r: r["outcome"].update(source=99), "outcome.source"),
        (lambda r: r.update(started_known={"calendar": "jalali", "date": "1386-13"}), "started_known"),
        (lambda r: r.update(started_known={"calendar": "gregorian", "date": "1386-10"}), "started_known.date"),
        (lambda r: r.update(started=2012), "started_known"),
        (lambda r: r.update(cost=cost(kind="unit", basis=None)), "cost.basis"),
        (lambda r: r.update(cost=cost(kind="monthly")), "cost.kind"),
        (lambda r: r.update(cost=cost(budget={"amount": 1, "source": 99})), "cost.budget.source"),
        (lambda r: r["indicators"][0]["measurements"][0].update(kind="guessed"), "indicators.0.measurements.0.kind"),
        (lambda r: r.update(unverified=[{"de": "Nicht geprüft"}]), "unverified.0.de"),
        (lambda r: r.update(unverified=[""]), "unverified.0"),
        (lambda r: r["city"]["population"].update(scope="country"), "city.population.scope"),
        (lambda r: r["city"].update(climate="Xyz"), "city.climate"),
        (lambda r: r.update(licence="GPL-3.0"), "licence"),
    ],
)
def test_a_bad_field_is_named_and_the_rest_goes_in(
    starter_records: list[dict[str, Any]], spoil: Any, field: str
) -> None:
    bad, good = copy.deepcopy(starter_records[0]), starter_records[1]
    spoil(bad)
    report = import_cases(as_file([bad, good]), PUBLISH)
    assert report.counts == {"rejected": 1, "created": 1}
    assert (report.problems[0].line, report.problems[0].field) == (1, field)
    assert Case.objects.get().import_id == good["id"]


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe not utf-8",
        b'{"id": "x", "title": {"en": "Tru',
        b"[1, 2]",
        b"null",
        b"{" * 5000,
        b'{"a": NaN}',
        b'{"id":"' + b"x" * 5_000_000 + b'"}',
    ],
    ids=["not-utf8", "truncated", "array", "null", "deep", "nan", "5-MB"],
)
def test_a_bad_line_is_reported_and_the_next_goes_in(starter_records: list[dict[str, Any]], line: bytes) -> None:
    report = import_cases(as_file([line, starter_records[0]]), PUBLISH)
    assert report.counts == {"rejected": 1, "created": 1}
    assert report.problems[0].line == 1


def test_the_same_id_twice_is_refused_the_second_time(starter_records: list[dict[str, Any]]) -> None:
    report = import_cases(as_file([starter_records[0], starter_records[0]]), PUBLISH)
    assert report.counts == {"created": 1, "rejected": 1}
    assert (report.problems[0].line, report.problems[0].field) == (2, "id")


def test_export_import_export_is_byte_identical(starter_records: list[dict[str, Any]], tmp_path: Any) -> None:
    import_cases(as_file(starter_records), PUBLISH)
    call_command("export_cases", tmp_path / "first.jsonl", verbosity=0)
    first = (tmp_path / "first.jsonl").read_bytes()
    CaseStudyPage.objects.all().delete()
    Case.objects.all().delete()
    City.objects.all().delete()
    call_command("import_cases", tmp_path / "first.jsonl", publish=True, verbosity=0)
    call_command("export_cases", tmp_path / "second.jsonl", verbosity=0)
    assert (tmp_path / "second.jsonl").read_bytes() == first


def test_an_export_says_what_the_file_said(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records), PUBLISH)
    exported = {record.id: record.model_dump(mode="json") for record in case_records()}
    for record in starter_records:
        found = exported[record["id"]]
        assert sorted(found["topics"]) == sorted(record["topics"])
        nothing = {"body": {}, "gallery": {}}  # which the file does not speak of
        if record["cost"]:
            record = {**record, "cost": {"basis": None, **record["cost"]}}  # a total may leave it out
        assert {**found, "city": None, "topics": None} == {**record, **nothing, "city": None, "topics": None}
