"""CSV files as spreadsheets write them: separator named or found out, encoding found out or asked for."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case
from cases.records.messages import problem_text
from cases.records.sheets.encodings import ENCODINGS, encoding_of, in_utf8
from cases.records.sheets.unreadable import UnreadableFile

from .making import codes, read, record_of, sheet

WESTERN = sheet({"title.en": "Ciclovía in São Paulo and Malmö", "city.en": "Bogotá", "city.country": "CO"})
PERSIAN = sheet({"title.en": "Bus lanes", "title.fa": "خط ويژه كارآمد", "challenge.fa": "پسماند گچ"})


@pytest.mark.parametrize("separator", [";", ",", "\t", "|", "^", "~"])
@pytest.mark.parametrize("line", ["sep={}\r\n", '"sep={}"\r\n', "SEP={}\n", "sep={};;;\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_line_that_names_the_separator_is_not_a_row(separator: str, line: str, encoding: str) -> None:
    text = sheet({"challenge.en": "Hard, and; harder"}, separator=separator, first=line.format(separator))
    (found,) = read(text.encode(encoding))
    assert found.record and found.record.challenge["en"] == "Hard, and; harder"
    assert found.number == 2, "a spreadsheet shows no row of that line"


@pytest.mark.parametrize("text", [WESTERN, PERSIAN], ids=["western", "persian"])
@pytest.mark.parametrize("name", ["windows-1252", "windows-1256"])
def test_a_file_in_another_encoding_is_refused_with_its_possible_readings(text: str, name: str) -> None:
    content = text.replace("ی", "ي").encode(name, errors="replace")
    if content.isascii():
        pytest.skip("nothing of it is left")
    (line,) = read(content)
    (problem,) = line.problems
    assert line.record is None and problem.code == "unknown_encoding"
    said = problem_text(problem.code, problem.params, "ENGLISH")
    assert name in said and "UTF-8" in said and "ENGLISH" not in said


def test_the_refusal_shows_a_word_as_each_encoding_reads_it() -> None:
    (line,) = read(WESTERN.encode("windows-1252"))
    assert "windows-1252 (“Ciclovía”)" in line.problems[0].params["encodings"]
    assert "windows-1256 (“Ciclovيa”)" in line.problems[0].params["encodings"]


@pytest.mark.parametrize(("text", "name"), [(WESTERN, "windows-1252"), (PERSIAN, "windows-1256")])
def test_a_file_whose_encoding_is_named_is_read_in_it(text: str, name: str) -> None:
    record = record_of(in_utf8(io.BytesIO(text.encode(name)), name).read())
    assert record.title == record_of(text).title and "�" not in str(record)


def test_an_encoding_that_a_file_cannot_have_is_refused() -> None:
    for content, name, code in (
        (WESTERN.encode(), "windows-1252", "is_unicode"),
        (WESTERN.encode("utf-16"), "windows-1252", "is_unicode"),
        (b"id\na\n\x8d\x81\n", "windows-1252", "bad_bytes"),
    ):
        with pytest.raises(UnreadableFile) as refused:
            in_utf8(io.BytesIO(content), name)
        assert refused.value.code == code
    assert refused.value.line == 3
    for name in ENCODINGS:
        assert in_utf8(io.BytesIO(b"id\nplain"), name).read() == b"id\nplain"


def test_utf_8_and_utf_16_are_found_out() -> None:
    found = [encoding_of(io.BytesIO(PERSIAN.encode(name))) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be")]
    assert found == ["utf-8-sig", "utf-8-sig", "utf-16", "utf-16-be"]


@pytest.mark.django_db
@pytest.mark.usefixtures("foundation")
def test_the_command_takes_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_bytes(WESTERN.encode("windows-1252"))
    with pytest.raises(CommandError):
        call_command("import_cases", path, verbosity=0)
    assert not Case.objects.exists()
    with pytest.raises(CommandError, match="UTF-8"):
        path.write_bytes(WESTERN.encode())
        call_command("import_cases", path, verbosity=0, encoding="windows-1252")
    path.write_bytes(WESTERN.encode("windows-1252"))
    call_command("import_cases", path, verbosity=0, encoding="windows-1252")
    page = Case.objects.get().pages.get()
    assert (page.title, page.city.slug) == ("Ciclovía in São Paulo and Malmö", "bogota")


def test_line_breaks_in_cells_are_one_character() -> None:
    assert record_of(sheet({"challenge.en": "One\r\ntwo\rthree"})).challenge["en"] == "One\ntwo\nthree"
    assert codes(read(sheet({"challenge.en": "plain"}))[0]) == {}
