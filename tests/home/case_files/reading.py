"""PDFs as a reader's program sees them (poppler)."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from cases.selectors.typesetting import can_typeset

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
needs_typesetter = pytest.mark.skipif(
    not os.environ.get("CI") and (not can_typeset() or shutil.which("pdftotext") is None),
    reason="Pango or poppler is not on this machine",
)


def _said(program: str, *arguments: str) -> str:
    return subprocess.run([program, *arguments], capture_output=True, check=True, text=True).stdout


def text_of(path: Path) -> str:
    """Text in reading order, in one line, without marks of direction."""
    return " ".join(_MARKS.sub("", _said("pdftotext", str(path), "-")).split())


def pages_of(path: Path) -> int:
    found = re.search(r"Pages:\s+(\d+)", _said("pdfinfo", str(path)))
    assert found
    return int(found[1])


def paper_of(path: Path) -> str:
    found = re.search(r"Page size:\s+(.*)", _said("pdfinfo", str(path)))
    assert found
    return found[1]


def fonts_of(path: Path) -> list[list[str]]:
    """Name and other columns of each font."""
    return [line.split() for line in _said("pdffonts", str(path)).splitlines()[2:]]


def codes_of(path: Path) -> list[str]:
    """Texts of the QR codes on the first page, read from its picture (150 dots an inch) as a telephone would."""
    picture = path.with_suffix("")
    _said("pdftoppm", "-png", "-r", "150", "-singlefile", str(path), str(picture))
    with Image.open(picture.with_suffix(".png")) as image:
        return [found.text for found in zxingcpp.read_barcodes(image)]
