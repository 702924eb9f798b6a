"""Cases exported as a workbook, saved by LibreOffice and imported again are what they were."""

import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cases.records.case import MEDIA, CaseRecord
from cases.records.sheets.formats import read_records
from cases.records.sheets.writing import write_records
from cases.selectors.case_record import case_records
from cases.services.imports.cases import ImportOptions, import_cases, topic_names
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def saved_by_libreoffice(path: Path, kind: str) -> Path:
    """The workbook as LibreOffice saves it, or as the CSV that it exports."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        message = "no LibreOffice (soffice), which opens and saves the workbook"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    folder = path.parent / "saved"
    form = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "csv": "csv:Text - txt - csv (StarCalc):59,34,76,1"}[kind]
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=170)
    return folder / f"{path.stem}.{kind}"


def content(record: CaseRecord) -> dict[str, Any]:
    """What a sheet can say of a record, with one way to say a Gregorian month or day."""
    found = record.model_dump(mode="json", exclude=set(MEDIA))
    for point in (point for indicator in found["indicators"] for point in indicator["measurements"]):
        if (point.get("known") or {}).get("calendar") == "gregorian":
            point["date"] = point.pop("known")["date"]
    return found


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_libreoffice_saves_is_the_same(kind: str, starter_records: list[dict[str, Any]], tmp_path: Path) -> None:
    import_cases(as_file(starter_records[:20]), ImportOptions())
    path = tmp_path / "cases.xlsx"
    call_command("export_cases", path, verbosity=0)
    saved = saved_by_libreoffice(path, kind)
    with saved.open("rb") as file:
        lines = list(read_records(file, topic_names()))
    assert [problem for line in lines for problem in line.problems] == []
    expected = [content(record) for record in case_records()]
    assert [content(line.record) for line in lines if line.record] == expected and len(expected) == 20
    with saved.open("rb") as file:
        report = import_cases(file, ImportOptions())
    assert dict(report.counts) == {"unchanged": 20}


def test_a_text_that_looks_like_a_formula_stays_a_text(starter_records: list[dict[str, Any]]) -> None:
    titles = {**starter_records[0]["title"], "en": "=1+1", "fa": "+۲"}
    record = CaseRecord.model_validate({**starter_records[0], "title": titles})
    file = io.BytesIO()
    write_records(file, lambda: [record])
    (line,) = read_records(file, topic_names())
    assert line.record and line.record.title == titles, line.problems
