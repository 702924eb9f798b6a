"""Encodings of text files: UTF-8 and UTF-16 are found out; another has to be named, since no byte says which it is."""

import codecs
import io
import re
import tempfile
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from .unreadable import UnreadableFile

# Of each, the languages that are written in it.
ENCODINGS = {
    "windows-1256": _("Persian, Arabic, Urdu"),
    "windows-1252": _("Western European languages"),
    "windows-1254": _("Turkish"),
    "windows-1250": _("Central European languages"),
    "windows-1251": _("Cyrillic"),
    "windows-1253": _("Greek"),
    "iso-8859-9": _("Turkish"),
    "iso-8859-1": _("Western European languages"),
    "mac-roman": _("Western European languages, older Macs"),
}
_LIKELY = ("windows-1256", "windows-1252", "windows-1254", "windows-1250", "windows-1251", "windows-1253")
_WORD = re.compile(rb"[^\s,;|\"]*[\x80-\xff][^\s,;|\"]*")
_CHUNK = 1 << 20


def encoding_of(file: BinaryIO) -> str:
    """Encoding by the bytes of the whole file: utf-8-sig, or utf-16 with or without its mark.

    Raises UnreadableFile where it is neither, with a word of the file as each encoding that it may be would read it.
    """
    file.seek(0)
    start = file.read(4096)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if b"\0" in start:
        return "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    decoded = 0  # letters beyond ASCII that were good UTF-8: chance makes none or two, not many
    while chunk := file.read(_CHUNK):
        try:
            text = decoder.decode(chunk)
        except UnicodeDecodeError as error:
            good = chunk[: error.start].decode("utf-8", errors="ignore")
            decoded += sum(not letter.isascii() for letter in good)
            if decoded < 4:
                raise _unknown(chunk, error.start) from None
            return "utf-8-sig"  # with broken bytes, which are told where they are
        decoded += sum(not letter.isascii() for letter in text) if decoded < 4 else 0
    return "utf-8-sig"


def _unknown(chunk: bytes, position: int) -> UnreadableFile:
    """Refusal of a file in an encoding that was not named."""
    start = max(chunk.rfind(separator, 0, position) for separator in (b"\n", b",", b";", b"\t", b" ", b'"')) + 1
    word = _WORD.match(chunk, max(start, position - 40))
    shown = word[0][:40] if word else chunk[position : position + 10]
    samples: dict[str, str] = {}
    for encoding in _LIKELY:
        try:
            samples[encoding] = shown.decode(encoding)
        except UnicodeDecodeError:
            continue
    listed = ", ".join(f"{name} (“{text}”)" for name, text in samples.items() if text.isprintable())
    reason = f"is neither UTF-8 nor UTF-16; it may be {listed}: name the encoding, or save the file as UTF-8"
    return UnreadableFile("unknown_encoding", reason, encodings=listed)


def in_utf8(file: BinaryIO, encoding: str) -> BinaryIO:
    """The file in UTF-8, whose encoding somebody has named. Workbooks stay as they are.

    Raises UnreadableFile where it cannot be in that encoding: a byte has no letter there, or the file is UTF-8 already.
    """
    file.seek(0)
    start = file.read(4)
    if not encoding or start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        file.seek(0)
        return file
    if _is_unicode(file):
        raise UnreadableFile("is_unicode", "is UTF-8 or UTF-16, whatever encoding was named", encoding=encoding)
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    made = tempfile.TemporaryFile()  # noqa: SIM115  # the caller reads it
    line = 1
    while chunk := file.read(_CHUNK):
        try:
            made.write(decoder.decode(chunk).encode())
        except UnicodeDecodeError as error:
            line += chunk[: error.start].count(b"\n")
            reason = f"is not {encoding} (byte {error.start + 1})"
            raise UnreadableFile("bad_bytes", reason, line, encoding=encoding) from None
        line += chunk.count(b"\n")
    made.seek(0)
    return made


def _is_unicode(file: BinaryIO) -> bool:
    """Whether a file is UTF-8 or UTF-16 and would look otherwise in another encoding."""
    try:
        if encoding_of(file) != "utf-8-sig":
            return True
    except UnreadableFile:
        return False
    file.seek(0)
    with_letters = False
    while chunk := file.read(_CHUNK):
        with_letters = with_letters or not chunk.isascii()
    return with_letters and _decodes(file)


def _decodes(file: BinaryIO) -> bool:
    file.seek(0)
    text = io.TextIOWrapper(file, "utf-8")
    try:
        while text.read(_CHUNK):
            pass
    except UnicodeDecodeError:
        return False
    finally:
        text.detach()
    return True
