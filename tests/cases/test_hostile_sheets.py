"""Files that are made to break their reader: each is refused with a word, and none is read to its end."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.records.case import CaseRecord
from cases.records.messages import MESSAGES
from tests.sheets import xlsx

from .test_sheets import read


def bomb(name: str = "xl/worksheets/sheet1.xml", size: int = 300 * 2**20, content: bytes | None = None) -> io.BytesIO:
    """A workbook with one part replaced by something that unpacks to ``size`` bytes."""
    made = xlsx([["id"], ["a"]])
    output = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part.filename))
        if content is not None:
            new.writestr(name, content)
        else:
            with new.open(name, "w") as part:
                for _number in range(size // 2**20):
                    part.write(b" " * 2**20)
    output.seek(0)
    return output


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>"""
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
ONE_ROW = SHEET + b"<row>" + b"".join(b"<c t='inlineStr'><is><t>%d</t></is></c>" % n for n in range(400_000))


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        (bomb(), {"zip_bomb"}),
        (bomb("xl/sharedStrings.xml"), {"zip_bomb"}),
        (bomb("xl/styles.xml", 8 * 2**20), {"zip_bomb"}),
        (bomb(content=ONE_ROW), {"zip_bomb"}),
        (bomb(content=LAUGHS), {"bad_xlsx"}),
        (bomb(content=OUTSIDE), {"bad_xlsx"}),
        (bomb("xl/workbook.xml", content=LAUGHS), {"bad_xlsx"}),
        (bomb(content=b"<broken"), {"bad_xlsx"}),
        (bomb("xl/_rels/workbook.xml.rels", content=b"<x/>"), {"no_sheet"}),
        (io.BytesIO(b"PK\x03\x04 and nothing more"), {"bad_xlsx"}),
        (io.BytesIO(xlsx([["id"]]).getvalue()[:900]), {"bad_xlsx"}),
        (io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), {"old_excel"}),
        (io.BytesIO(b'id,title.en\n"never closed' + b"x" * 3_000_000), {"bad_csv"}),
        (io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), {"unknown_column", "no_header", "bad_bytes"}),
        (io.BytesIO(b"GIF89a" + b"\0\1\2" * 900), {"unknown_column", "no_header", "bad_bytes", "unknown_column_near"}),
    ],
    ids=["sheet", "strings", "styles", "one-row", "laughs", "outside", "workbook", "broken", "relations", "zip", "cut",
         "old", "quote", "png", "gif"],
)  # fmt: skip
def test_hostile_and_broken_files_are_refused(file: io.BytesIO, codes: set[str]) -> None:
    problems = [problem for line in read(file) for problem in line.problems]
    assert problems and problems[-1].code in codes
    assert all(problem.code in MESSAGES and "passwd" not in problem.reason for problem in problems)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    for line in read(content):
        assert isinstance(line.record, CaseRecord) or line.problems
