"""Typesetter: a program of its own that makes HTML into a PDF (``python -m home.services.case_files.typesetting``).

A process of its own, so that no reader's thread waits for the interpreter meanwhile, its memory goes when it ends, and
a fault of a library in C ends nothing else. Django is not needed. It reads JSON: ``variants``, documents of which the
first that fits is taken; ``most_pages``, 0 for any number; ``fonts`` and ``pictures``, the only files that a document
may ask for; ``folder``, where fonts are kept unpacked, which takes a third of the time.
"""

import json
import os
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

SECONDS, BYTES = 30, 1_500_000_000  # of a processor's time; of memory
SCHEME, PICTURE = "font:", "picture:"
WIDEST, QUALITY = 1100, 80  # dots of a picture, which is 150 an inch across the page; of 100, as JPEG
FAMILY = "site"  # name of a font's family, before that of its letters


def typeset(
    variants: list[str], most_pages: int, fonts: dict[str, str], folder: str, pictures: dict[str, str] | None = None
) -> bytes:
    """PDF of the first variant of so many pages at most; of the last one its first pages, where none is."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # a class of a library without types
        """Fetcher of the site's own fonts and the case's pictures, and of nothing else: no network, no other file."""

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if picture := (pictures or {}).get(url.removeprefix(PICTURE)):
                return URLFetcherResponse(url, _printed(Path(picture)), {"Content-Type": "image/jpeg"})
            path = fonts.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
            if path is None:
                raise ValueError(f"Not one of our files: {url[:100]}")
            return URLFetcherResponse(url, _unpacked(Path(path), Path(folder)), {"Content-Type": "font/ttf"})

    known, fetcher = FontConfiguration(), OwnFiles()
    rules = CSS(string=_rules(fonts), font_config=known, url_fetcher=fetcher)
    document = None
    for html in variants:
        document = HTML(string=html, url_fetcher=fetcher).render(stylesheets=[rules], font_config=known)
        if not most_pages or len(document.pages) <= most_pages:
            break
    assert document is not None
    shown = document.copy(document.pages[:most_pages]) if most_pages else document
    pdf: bytes = shown.write_pdf(pdf_tags=True)
    return pdf


def _rules(fonts: dict[str, str]) -> str:
    """Rules of the fonts, a family each: of one family in two files of variable weight the wrong letters are taken."""
    rule = '@font-face{{font-family:"{0}-{1}";src:url("{2}{1}") format("truetype");font-weight:100 900}}'
    return "".join(rule.format(FAMILY, font, SCHEME) for font in fonts)


def _unpacked(path: Path, folder: Path) -> bytes:
    """Font as it is without the compression of the web."""
    kept = folder / f"{path.stem}-{path.stat().st_size}.ttf"
    if not kept.exists():
        from fontTools.ttLib.woff2 import decompress

        aside = kept.with_suffix(f".{os.getpid()}")
        decompress(str(path), str(aside))
        aside.replace(kept)
    return kept.read_bytes()


def _printed(path: Path) -> bytes:
    """Picture in the size in which it is printed, on white."""
    from PIL import Image

    with Image.open(path) as opened:
        opened.thumbnail((WIDEST, WIDEST))
        shown = opened.convert("RGBA")
    ground = Image.new("RGB", shown.size, "white")
    ground.paste(shown, mask=shown.getchannel("A"))
    written = BytesIO()
    ground.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _bound() -> None:
    """Sets what the process may use, where the system can: a document that takes more ends it, and not the machine."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


if __name__ == "__main__":
    _bound()
    asked = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(typeset(**asked))
