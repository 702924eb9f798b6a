"""Files as an attacker, a broken camera or a hurried colleague would upload them; generated, none is stored."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from random import Random

from PIL import Image, PngImagePlugin

GPS = b"35.6892N51.3890E"


def picture(format_name: str = "JPEG", size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    written = io.BytesIO()
    mode = "P" if format_name == "GIF" else "RGB"
    Image.new(mode, size, 120 if mode == "P" else (200, 30, 30)).save(written, format_name, **options)
    return written.getvalue()


def exif(orientation: int = 1) -> bytes:
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010E] = GPS.decode()  # description
    place = data.get_ifd(0x8825)
    place.update({1: "N", 2: (35.0, 41.0, 21.0), 3: "E", 4: (51.0, 23.0, 20.0)})
    return data.tobytes()


def of_a_telephone(size: tuple[int, int] = (400, 300)) -> bytes:
    """HEIC picture with a place in it."""
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, "HEIF", exif=exif(), quality=60)
    return written.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_that_says(width: int, height: int, rows: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def jpeg_that_says(width: int, height: int) -> bytes:
    whole = bytearray(picture())
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(whole)


def gif_that_says(width: int, height: int) -> bytes:
    whole = bytearray(picture("GIF"))
    whole[6:10] = struct.pack("<HH", width, height)
    at = whole.index(b"\x2c\0\0\0\0")
    whole[at + 5 : at + 9] = struct.pack("<HH", width, height)
    return bytes(whole)


def moving(format_name: str, frames: int = 3) -> bytes:
    written = io.BytesIO()
    pictures = [Image.new("RGB", (32, 32), (number * 20 % 256, 0, 0)) for number in range(frames)]
    pictures[0].save(written, format_name, save_all=True, append_images=pictures[1:])
    return written.getvalue()


def svg(body: str = "<script>alert(1)</script>") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{body}</svg>'.encode()


def png_with_text(size: int) -> bytes:
    return png_that_says(4, 4, b"\0" * 52).replace(
        chunk(b"IEND", b""), chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * size, 9)) + chunk(b"IEND", b"")
    )


def refused_pictures() -> Iterator[tuple[str, bytes]]:
    """Name and content of pictures that must not get in."""
    for extension in ("svg", "png", "jpg", "webp", "gif", "avif"):
        yield f"drawing.{extension}", svg()
    yield "drawing-xml.png", b"<?xml version='1.0'?>\n" + svg()
    yield "drawing-mark.jpg", b"\xef\xbb\xbf  " + svg()
    yield "drawing-utf16.png", svg().decode().encode("utf-16")
    yield "entities.svg", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bbbb'>]>" + svg("&b;")
    for extension in ("png", "webp", "gif", "avif"):
        yield f"jpeg-called.{extension}", picture()
    yield "png-called.jpg", picture("PNG")
    yield "png-called.jfif", picture("PNG")
    yield "drawing.jfif", svg()
    yield "gif-called.jpeg", picture("GIF")
    for format_name in ("BMP", "TIFF", "ICO", "PPM", "TGA", "PDF"):
        yield f"{format_name.lower()}-called.png", picture(format_name)
        yield f"plain.{format_name.lower()}", picture(format_name)
    yield "page.jpg", b"<html><script>alert(1)</script></html>"
    yield "program.png", b"MZ\x90\x00" + bytes(400)
    yield "script.gif", b"GIF89a=1;alert(1)//"
    yield "postscript.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n"
    yield "php.jpg", b"<?php system($_GET['c']); ?>"
    yield "empty.png", b""
    yield "zip.webp", zipped({"a.txt": b"a"})
    yield "no-extension", picture()
    yield "double.jpg.exe", picture()
    for width, height in ((30_000, 30_000), (65_500, 65_500), (100, 12_001), (5_001, 5_001)):
        yield f"png-{width}x{height}.png", png_that_says(width, height)
        yield f"jpeg-{width}x{height}.jpg", jpeg_that_says(width, height)
        yield f"gif-{width}x{height}.gif", gif_that_says(width, height)
    yield "bomb-2GB.png", png_that_says(26_000, 26_000, bytes(2_000_000))
    yield "bomb-text.png", png_with_text(80_000_000)
    for format_name in ("GIF", "WEBP", "PNG", "AVIF"):
        yield f"moving.{format_name.lower()}", moving(format_name)
    yield "moving-long.gif", moving("GIF", 400)
    for format_name in ("JPEG", "PNG", "WEBP", "AVIF"):
        whole = picture(format_name, (300, 300))
        yield f"cut.{format_name.lower()}", whole[: len(whole) // 2]
        yield f"cut-early.{format_name.lower()}", whole[:60]
    yield "large.jpg", picture() + bytes(21 * 1024 * 1024)
    yield "wrong-sum.png", picture("PNG").replace(b"IDAT", b"IDAt")


def cleaned_pictures() -> Iterator[tuple[str, bytes]]:
    """Name and content of pictures that get in, without what is beside the picture."""
    for name, format_name in (
        ("a.jpg", "JPEG"),
        ("a.jpeg", "JPEG"),
        ("a.png", "PNG"),
        ("a.webp", "WEBP"),
        ("a.avif", "AVIF"),
    ):
        yield f"gps-{name}", picture(format_name, exif=exif())
    for orientation in range(2, 9):
        yield f"turned-{orientation}.jpg", picture("JPEG", (64, 48), exif=exif(orientation))
    yield "of-a-browser.jfif", picture("JPEG", exif=exif())
    yield "OF-A-BROWSER.JFIF", picture("JPEG", exif=exif())
    yield "comment.jpg", picture("JPEG", comment=GPS)
    yield "comment.gif", picture("GIF", comment=GPS)
    yield "xmp.webp", picture("WEBP", xmp=b"<x:xmpmeta>" + GPS + b"</x:xmpmeta>")
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Location", GPS.decode())
    notes.add_itxt("XML:com.adobe.xmp", GPS.decode())
    yield "notes.png", picture("PNG", pnginfo=notes)
    yield "appended.jpg", picture() + b"<script>alert(1)</script>" + GPS
    yield "appended-zip.png", picture("PNG") + zipped({"evil.sh": GPS})
    yield "profile.jpg", picture("JPEG", icc_profile=GPS + bytes(3_000_000))
    yield "large.jpg", picture("JPEG", (6_000, 4_000), exif=exif(6))
    yield "wide.png", picture("PNG", (9_000, 900))


def photograph() -> bytes:
    """As large as is accepted, and as hard to compress as a real one."""
    written = io.BytesIO()
    Image.effect_noise((5_800, 4_300), 40).convert("RGB").save(written, "JPEG", quality=85, exif=exif(6))
    return written.getvalue()


def random_text(length: int) -> str:
    """Letters that hardly pack, and are the same each time."""
    return "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=length))


def zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return written.getvalue()


TYPES = b"<Types/>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"


def office(part: str, kind: str, target: str = "", more: str = "", mode: str = "Internal") -> dict[str, bytes]:
    """Parts of a package as Word on the web writes it: the document has whatever name its lists give it."""
    types = f'<Override PartName="/{part}" ContentType="{kind}"/>{more}'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = f'<Relationship Id="r1" Type="{relation}" Target="{target or part}" TargetMode="{mode}"/>'
    space = "http://schemas.openxmlformats.org/package/2006/"
    return {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{space}content-types">{types}</Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{space}relationships">{relations}</Relationships>'.encode(),
        part: b"<d/>",
    }


def doubled(parts: dict[str, bytes], name: str, content: bytes) -> bytes:
    """Package in which a part stands twice."""
    written = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(written, "a") as package:
        package.writestr(name, content)
    return written.getvalue()


def refused_documents() -> Iterator[tuple[str, bytes]]:
    """Name and content of documents that must not get in."""
    for extension in ("pdf", "csv", "txt", "docx", "xlsx", "odt", "ods"):
        yield f"page.{extension}", b"<html><script>alert(1)</script></html>"
        yield f"program.{extension}", b"MZ\x90\x00" + bytes(100)
    yield "drawing.txt", b"\n  " + svg()
    yield "late.pdf", b"<script></script>%PDF-1.4"
    yield "page-before.pdf", b"\xef\xbb\xbf\n<html><script>alert(1)</script></html>\n" + PDF
    yield "archive-before.pdf", zipped({"a.txt": b"a"}) + PDF
    yield "picture-before.pdf", picture("GIF") + PDF
    yield "program-before.pdf", b"MZ\x90\x00" + bytes(60) + PDF
    yield "words-before.pdf", b"Content-Type: application/pdf\n\n" + PDF
    yield "far-behind.pdf", b" " * 1025 + PDF
    project = 'ContentType="application/vnd.ms-office.vbaProject"'
    for name, more in (("another-name", f'<Override PartName="/a.bin" {project}/>'),
                       ("ending", f'<Default Extension="x" {project.replace("vba", "VBA")}/>')):  # fmt: skip
        yield f"macros-by-{name}.docx", zipped(office("word/document.xml", WORD, more=more))
    yield "docm-called.docx", zipped(office("word/document.xml", DOCM))
    yield "sheet-by-its-lists.docx", zipped(office("word/document.xml", EXCEL))
    yield "no-document.docx", zipped(office("word/document.xml", WORD, target="word/other.xml"))
    yield "picture-as-document.docx", zipped(office("word/document.xml", "image/png"))
    yield "lists-twice.docx", doubled(office("word/document.xml", WORD), "[CONTENT_TYPES].xml", TYPES)
    parts = office("word/d.xml", WORD)
    types = parts["[Content_Types].xml"].replace(b"<Types", b'<!DOCTYPE Types [<!ENTITY b "c">]><Types')
    yield "lists-with-entities.docx", zipped(parts | {"[Content_Types].xml": types})
    yield "declared-but-missing.docx", zipped({name: content for name, content in parts.items() if name[0] in "[_"})
    yield "long-list.docx", zipped(office("word/d.xml", WORD, more=f"<!--{random_text(1_100_000)}-->"))
    yield "protected.xlsx", OLE + bytes(600)
    yield "zip.docx", zipped({"a.txt": b"a"})
    yield "sheet-called.docx", zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<w/>"})
    yield "text-called.ods", zipped({"mimetype": b"application/vnd.oasis.opendocument.text"})
    yield "bomb.xlsx", zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": bytes(60_000_000)})
    yield (
        "macros.docx",
        zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<d/>", "word/vbaProject.bin": b"x"}),
    )
    yield (
        "many.xlsx",
        zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<w/>", **{f"{n}": b"" for n in range(6_000)}}),
    )
    yield "cut.odt", zipped({"mimetype": b"application/vnd.oasis.opendocument.text"})[:40]
    yield "latin1.csv", "نام".encode("cp1256")
    yield "zeros.txt", b"a\0b"
    yield "macro.docm", zipped({"word/document.xml": b"<d/>"})
    yield "script.html", b"<p>"


def accepted_documents() -> Iterator[tuple[str, bytes]]:
    """Name and content of documents as programs make them."""
    yield "report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
    yield "mark-before.pdf", b"\xef\xbb\xbf" + PDF
    yield "lines-before.pdf", b"\r\n\r\n  " + PDF
    yield "on-the-web.docx", zipped(office("word/document2.xml", WORD))
    yield "on-the-web.xlsx", zipped(office("xl/book.xml", EXCEL, target="/xl/book.xml"))
    yield "usual.docx", zipped(office("word/document.xml", WORD))
    yield "table.csv", "سال,مقدار\n۱۴۰۱,۱۲٫۵\n".encode()
    yield "excel.csv", "\ufeffYear,Value\n".encode()
    yield "notepad.txt", "یادداشت".encode("utf-16")
    yield "text.docx", zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<d/>"})
    yield "sheet.xlsx", zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<w/>"})
    yield "text.odt", zipped({"mimetype": b"application/vnd.oasis.opendocument.text"})
