"""Documents, whose format is checked by their content, not by their name."""

import io
import zipfile
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
MAX_PARTS = 5_000

OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
OPEN_DOCUMENT = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
TEXT = ("csv", "txt")

TOO_LARGE = _("The file is larger than 50 MB.")
NOT_WHAT_IT_SAYS = _("The name ends in .%(extension)s, but that is not what the file holds.")
UNPACKS_TOO_LARGE = _("The file unpacks to far more than it seems. Save it again in the program that made it.")
MACROS = _("Documents with macros are not accepted. Save it without them.")
UNKNOWN = _("Documents of this kind are not accepted.")


def check_document(file: IO[bytes], name: str) -> None:
    """Raises ValidationError, in words for editors, unless the file is what its name says and safe to pass on."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if file.seek(0, io.SEEK_END) > MAX_BYTES:
        raise ValidationError(TOO_LARGE, code="bytes")
    file.seek(0)
    if extension == "pdf":
        is_right = file.read(5) == b"%PDF-"
    elif extension in OFFICE or extension in OPEN_DOCUMENT:
        is_right = _is_package(file, extension)
    elif extension in TEXT:
        is_right = _is_text(file.read())
    else:
        raise ValidationError(UNKNOWN, code="format")
    file.seek(0)
    if not is_right:
        raise ValidationError(NOT_WHAT_IT_SAYS, code="format", params={"extension": extension})


def _is_package(file: IO[bytes], extension: str) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            _check_parts(package.infolist())
            if extension in OFFICE:
                return {"[Content_Types].xml", OFFICE[extension]} <= set(package.namelist())
            return _kind_of(package) == OPEN_DOCUMENT[extension]
    except ValidationError:
        raise
    except Exception:  # the reader of packages fails on hostile bytes in every way there is
        return False


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or (unpacked > 10**7 and unpacked > MAX_RATIO * packed):
        raise ValidationError(UNPACKS_TOO_LARGE, code="bomb")
    if any(
        PurePath(part.filename).name.lower() == "vbaproject.bin" or part.filename.startswith("Basic/") for part in parts
    ):
        raise ValidationError(MACROS, code="macros")


def _kind_of(package: zipfile.ZipFile) -> str:
    with package.open("mimetype") as part:
        return part.read(100).decode("ascii", "replace").strip()


def _is_text(content: bytes) -> bool:
    """Whether content is UTF-8, or UTF-16 with its mark, without markup that a browser might take for a page."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return "\0" not in text and not text.lstrip().startswith(("<", "%PDF", "#!", "MZ"))
