"""Packages of Office: which part is the document, and of which kind each part is, as the package itself says."""

import zipfile
from typing import Any
from urllib.parse import unquote

import defusedxml.ElementTree

OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
USUAL_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
MACRO_KINDS = ("macroenabled", "vbaproject", "vbadata")
MAX_DIRECTORY = 1_000_000  # bytes of a list of parts; that of the largest documents has a tenth


def part_kinds(package: zipfile.ZipFile) -> dict[str, str]:
    """Kinds of parts, in small letters, by the part's name or by an ending, which begins with a dot."""
    kinds = {}
    for item in _xml(package, "[Content_Types].xml"):
        name = item.get("PartName", "").lstrip("/") or "." + item.get("Extension", "")
        kinds[unquote(name).lower()] = item.get("ContentType", "").strip().lower()
    return kinds


def main_kind(package: zipfile.ZipFile) -> str:
    """Ending of the kind of document that a package is; "" of none that is known.

    Word on the web gives its document another name, so what the package says goes before the usual name. A package
    that has a part twice is none: programs differ in which of the two they read.
    """
    names = {name.lower() for name in package.namelist()}
    if len(names) < len(package.namelist()):
        return ""
    kinds = part_kinds(package)
    part = _main_part(package) if "_rels/.rels" in names else ""
    if part:
        kind = kinds.get(part, kinds.get("." + part.rpartition(".")[2], ""))
        return next((ending for ending, main in OFFICE.items() if part in names and kind == main), "")
    return next((ending for ending, usual in USUAL_PARTS.items() if usual in names), "")


def _main_part(package: zipfile.ZipFile) -> str:
    for item in _xml(package, "_rels/.rels"):
        if item.get("Type", "").endswith("/officeDocument") and item.get("TargetMode", "") != "External":
            return unquote(item.get("Target", "")).lstrip("/").removeprefix("./").lower()
    return ""


def _xml(package: zipfile.ZipFile, name: str) -> Any:
    """Elements of a list of parts. Raises ValueError on one that is too large, other errors on what is no XML."""
    with package.open(name) as part:
        content = part.read(MAX_DIRECTORY + 1)
    if len(content) > MAX_DIRECTORY:
        raise ValueError("too large")
    return defusedxml.ElementTree.fromstring(content, forbid_dtd=True)
