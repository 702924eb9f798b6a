"""Documents, whose format is checked by their content, not by their name."""

import io
import zipfile
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .office import MACRO_KINDS, OFFICE, main_kind, part_kinds

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
MAX_PARTS = 5_000
PDF_WITHIN = 1024  # bytes in which readers look for the beginning of a PDF
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

OPEN_DOCUMENT = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
TEXT = ("csv", "txt")
_BINARY = {*range(0x20)} - {*b"\t\n\r\f\x1b"} - {0x1A}  # bytes that no text has, in whatever encoding

TOO_LARGE = _("The file is larger than 50 MB.")
NOT_WHAT_IT_SAYS = _("The name ends in .%(extension)s, but that is not what the file holds.")
UNPACKS_TOO_LARGE = _("The file unpacks to far more than it seems. Save it again in the program that made it.")
MACROS = _("Documents with macros are not accepted. Save it without them.")
BEFORE_PDF = _("Something stands in the file before the PDF begins. Open it and save or print it as PDF again.")
NOT_UTF_8 = _("The text is not in UTF-8. Save it again and choose UTF-8 as its encoding.")
LOCKED_OR_OLD = _(
    "The file is protected by a password, or is of Office 97 to 2003. "
    "Save it again without a password as .%(extension)s."
)
UNKNOWN = _("Documents of this kind are not accepted.")


def check_document(file: IO[bytes], name: str) -> None:
    """Raises ValidationError, in words for editors, unless the file is what its name says and safe to pass on."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if file.seek(0, io.SEEK_END) > MAX_BYTES:
        raise ValidationError(TOO_LARGE, code="bytes")
    file.seek(0)
    if extension == "pdf":
        is_right = _is_pdf(file.read(PDF_WITHIN + 5))
    elif extension in OFFICE or extension in OPEN_DOCUMENT:
        if extension in OFFICE and file.read(len(OLE)) == OLE:
            raise ValidationError(LOCKED_OR_OLD, code="format", params={"extension": extension})
        is_right = _is_package(file, extension)
    elif extension in TEXT:
        is_right = _is_text(file.read())
    else:
        raise ValidationError(UNKNOWN, code="format")
    file.seek(0)
    if not is_right:
        raise ValidationError(NOT_WHAT_IT_SAYS, code="format", params={"extension": extension})


def _is_pdf(start: bytes) -> bool:
    """Whether a PDF begins here, after a mark of UTF-8 or blanks at most. Of anything else it says what is wrong.

    Readers skip whatever stands before it; but what begins as a page or an archive would be one to others.
    """
    before, mark, _after = start.partition(b"%PDF-")
    if not mark:
        return False
    if before.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n\f\0"):
        raise ValidationError(BEFORE_PDF, code="format")
    return True


def _is_package(file: IO[bytes], extension: str) -> bool:
    try:
        with zipfile.ZipFile(file) as package:
            _check_parts(package.infolist())
            if extension in OFFICE:
                _check_macros(package)
                return main_kind(package) == extension
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


def _check_macros(package: zipfile.ZipFile) -> None:
    """Raises ValidationError where the package declares macros, whatever their part is called."""
    if any(word in kind for kind in part_kinds(package).values() for word in MACRO_KINDS):
        raise ValidationError(MACROS, code="macros")


def _kind_of(package: zipfile.ZipFile) -> str:
    with package.open("mimetype") as part:
        return part.read(100).decode("ascii", "replace").strip()


def _is_text(content: bytes) -> bool:
    """Whether content is UTF-8, or UTF-16 with its mark, without markup that a browser might take for a page.

    Raises ValidationError on text that is in another encoding.
    """
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8-sig" and not _BINARY & set(content[:100_000]):
            raise ValidationError(NOT_UTF_8, code="encoding") from None
        return False
    return "\0" not in text and not text.lstrip().startswith(("<", "%PDF", "#!", "MZ"))
