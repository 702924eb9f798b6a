"""Small parts of a workbook: its list of sheets, its number formats, its calendar of dates."""

import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS

from cases.records.sheets.unreadable import UnreadableFile

from .metered import local

MAX_PART = 4 * 2**20  # bytes of a part that is read whole
_GENERAL = "General"


@dataclass(frozen=True, slots=True)
class Workbook:
    """Workbook of which one sheet is read: where that lies, its shared texts, the number format of each style.

    ``names``: of all sheets that are shown, in their order.
    """

    names: list[str]
    sheet: str
    texts: str
    formats: list[str]
    from_1904: bool


def read_workbook(archive: zipfile.ZipFile, name: str = "") -> Workbook:
    """Workbook with the sheet of a name, else the first that is shown. Raises UnreadableFile where none is."""
    main = next((path for kind, path in _relations(archive, "").values() if kind == "officeDocument"), None)
    main = main if main in archive.namelist() else "xl/workbook.xml"
    root = _whole(archive, main)
    relations = _relations(archive, main)
    sheets: dict[str, str] = {}
    for element in root.iter():
        if local(element.tag) == "sheet" and element.get("state", "visible") == "visible":
            kind, path = relations.get(_attribute(element, "id"), ("", ""))
            if kind == "worksheet" and path in archive.namelist():
                sheets.setdefault(element.get("name") or "", path)
    if not sheets:
        raise UnreadableFile("no_sheet", "has no sheet")
    paths = dict(relations.values())
    properties = next((element for element in root.iter() if local(element.tag) == "workbookPr"), None)
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    path = sheets.get(name) or next(iter(sheets.values()))
    formats = _formats(archive, paths.get("styles", ""))
    return Workbook(list(sheets), path, paths.get("sharedStrings", ""), formats, from_1904)


def _whole(archive: zipfile.ZipFile, path: str) -> Any:
    if archive.getinfo(path).file_size > MAX_PART:
        raise UnreadableFile("zip_bomb", "unpacks to far more than a spreadsheet holds")
    return fromstring(archive.read(path))


def _attribute(element: Any, name: str) -> str:
    """Attribute of any namespace, which the strict form of the format names otherwise."""
    return next((value for key, value in element.items() if key.startswith("{") and local(key) == name), "")


def _relations(archive: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """Kind and path of what a part of the workbook points to, by the id of the relation."""
    folder, name = posixpath.split(path)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in archive.namelist():
        return {}
    found = {}
    for element in _whole(archive, listed):
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))[1:]
        found[element.get("Id", "")] = element.get("Type", "").rpartition("/")[2], target
    return found


def _formats(archive: zipfile.ZipFile, path: str) -> list[str]:
    """Number format of every style of cells."""
    if path not in archive.namelist():
        return []
    root = _whole(archive, path)
    codes: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    formats = []
    for part in root:
        if local(part.tag) == "numFmts":
            codes |= {item.get("numFmtId", ""): item.get("formatCode", _GENERAL) for item in part}
        elif local(part.tag) == "cellXfs":
            formats = [codes.get(item.get("numFmtId", "0"), _GENERAL) for item in part]
    return formats
