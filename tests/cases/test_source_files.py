"""Sources without an address: the page and the file of a source, from files and in the form, to readers."""

import copy
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.blocks import StructBlockValidationError
from wagtail.documents import get_document_model

from cases.blocks.sources import SourceBlock
from cases.models import CaseStudyPage
from cases.selectors.case_record import case_records
from cases.services.imports.cases import ImportOptions, ImportReport, import_cases
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def document() -> Any:
    return get_document_model().objects.create(title="Minutes", file=ContentFile(b"%PDF-1.4 minutes", "minutes.pdf"))


@pytest.fixture
def record(starter_records: list[dict[str, Any]]) -> dict[str, Any]:
    return copy.deepcopy(starter_records[0])


def send(record: dict[str, Any]) -> ImportReport:
    return import_cases(as_file([record]), ImportOptions(publish=True))


def exported() -> dict[str, Any]:
    [record] = case_records()
    return record.model_dump(mode="json")


def with_file(record: dict[str, Any], document: Any) -> dict[str, Any]:
    """The record whose first source is a file of the library, on a page."""
    send(record)
    page = CaseStudyPage.objects.get(locale__language_code="en")
    for block in page.sources:
        block.value["file"], block.value["page"] = document, "12–15"
        block.value["url"] = block.value["publisher"] = ""
        block.value["year"] = None
        break
    page.save_revision().publish()
    return exported()


def test_page_and_file_come_to_readers_and_machines(record: dict[str, Any], document: Any) -> None:
    with_file(record, document)
    persian = CaseStudyPage.objects.get(locale__language_code="fa")
    html = Client().get(persian.get_url()).content.decode()
    assert document.url in html and "صفحهٔ ۱۲–۱۵" in html and "Minutes (PDF)" in html
    code = persian.case.code if persian.case else ""
    source = Client().get(f"/api/v1/cases/{code}").json()["sources"]
    told = [(one["page"], one["file"]) for one in source if one["file"]]
    assert len(told) == 1 and told[0][0] == "12–15" and told[0][1].endswith(document.url)
    assert told[0][1].startswith("http")


def test_export_import_export_is_the_same(record: dict[str, Any], document: Any) -> None:
    first = with_file(record, document)
    [source] = [one for one in first["sources"] if one.get("file")]
    assert source["file"]["name"].startswith("minutes") and source["page"] == "12–15"
    assert all("page" not in one and "file" not in one for one in first["sources"] if one is not source)
    for page in CaseStudyPage.objects.order_by("-pk"):
        page.delete()
    report = send(first | {"id": "again"})
    assert report.counts == {"created": 1} and not report.notes
    assert exported() | {"id": ""} == first | {"id": ""}
    assert send(first | {"id": "again"}).counts == {"unchanged": 1}


def test_a_file_that_the_library_lacks_is_noted_and_the_source_stays(record: dict[str, Any]) -> None:
    record["sources"][0] |= {"page": "3", "file": {"sha256": "0" * 64, "name": "gone.pdf"}}
    report = send(record)
    assert [(note.field, note.code) for note in report.notes] == [("sources.0.file", "unknown_document")]
    assert exported()["sources"][0]["page"] == "3" and "file" not in exported()["sources"][0]


def test_a_source_needs_an_address_or_a_file_or_a_publisher_or_a_year(document: Any) -> None:
    block = SourceBlock()
    empty = {"key": "s1", "title": "Minutes", "url": "", "publisher": "", "year": None, "lang": "", "original": ""}
    rest = {"kind": "", "seen": False, "copy": False, "page": "12"}
    with pytest.raises(StructBlockValidationError):
        block.clean(block.normalize(empty | rest | {"file": None}))
    try:
        cleaned = block.clean(block.normalize(empty | rest | {"file": document}))
    except ValidationError as error:
        pytest.fail(str(error))
    assert cleaned["file"] == document
