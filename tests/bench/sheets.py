"""Reading large sheets: BENCH_ROWS rows (5,000) as CSV and as Excel workbooks, checked as an import checks them.

100,000 rows must stay below 400 MB; run `BENCH_ROWS=100000 python -m tests.bench.sheets` for that (takes a while).
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from cases.records.sheets.writing import flat

from .generate import generate

ROOT = Path(__file__).resolve().parents[2]
LIMIT_MB = 400


def rows(count: int) -> Iterator[list[Any]]:
    """Header and rows, one at a time. The columns are those of the first thousand records, which have them all."""
    names = list(dict.fromkeys(name for record in islice(generate(count), 1000) for name in flat(record)))
    yield list(names)
    for record in generate(count):
        cells = flat(record)
        yield [cells.get(name) for name in names]


def write_csv(path: Path, count: int) -> None:
    """Writes the rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows(count))


def write_xlsx(path: Path, count: int) -> None:
    """Writes the rows as a workbook whose texts are in its cells, as libraries write it."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows(count):
        sheet.append(row)
    workbook.save(path)


def write_shared(path: Path, count: int) -> None:
    """Writes the rows as a workbook whose texts, every one different, are in the shared table, as Excel writes it."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    empty = path.with_suffix(".empty.xlsx")
    workbook = Workbook()
    workbook.active["A1"] = "x"  # type: ignore[index]
    workbook.save(empty)
    texts = path.with_suffix(".texts")
    number = 0
    with zipfile.ZipFile(empty) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
                new.writestr(part.filename, old.read(part.filename))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet, texts.open("w") as table:
            sheet.write(f'<worksheet xmlns="{space}"><sheetData>'.encode())
            for row in rows(count):
                cells = []
                for value in row:
                    if value is None:
                        cells.append("<c/>")
                        continue
                    cells.append(f'<c t="s"><v>{number}</v></c>')
                    table.write(f"<si><t>{escape(str(value))}</t></si>")
                    number += 1
                sheet.write(f"<row>{''.join(cells)}</row>".encode())
            sheet.write(b"</sheetData></worksheet>")
        with new.open("xl/sharedStrings.xml", "w", force_zip64=True) as part, texts.open("rb") as table:
            part.write(f'<sst xmlns="{space}">'.encode())
            while chunk := table.read(1 << 20):
                part.write(chunk)
            part.write(b"</sst>")
    empty.unlink()
    texts.unlink()


def main() -> None:
    """Checks every kind of file in a process of its own; fails above the limit."""
    count = int(os.environ.get("BENCH_ROWS", "5000"))
    too_much = []
    for kind, write in (("csv", write_csv), ("xlsx", write_xlsx), ("shared.xlsx", write_shared)):
        with tempfile.TemporaryDirectory(prefix="knowledgebase-sheets-") as folder:
            path = Path(folder) / f"cases.{kind}"
            write(path, count)
            command = [sys.executable, "manage.py", "import_cases", str(path), "--dry-run", "-v0"]
            started = time.perf_counter()
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            output = process.stdout.read() if process.stdout else ""
            _pid, _status, usage = os.wait4(process.pid, 0)
            seconds, memory = time.perf_counter() - started, usage.ru_maxrss / 1024
            size = path.stat().st_size / 1e6
            print(f"{count} rows of {kind}, {size:.0f} MB: {seconds:.0f} s, at most {memory:.0f} MB; {output.strip()}")
            if memory > LIMIT_MB:
                too_much.append(kind)
    if too_much:
        sys.exit(f"more than {LIMIT_MB} MB: {', '.join(too_much)}")


if __name__ == "__main__":
    main()
