"""Files of the library as a file of cases names them: by their content."""

from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import PurePath
from typing import Any

from wagtail.documents import get_document_model

from cases.models import CaseImage, CaseStudyPage, DocumentChecksum
from cases.records.case import MEDIA


class LibraryFiles:
    """Pictures and documents named in the blocks and sources of some pages, read together."""

    def __init__(self, pages: Iterable[CaseStudyPage]) -> None:
        named = list(_named_in(pages))
        self._pictures = CaseImage.objects.in_bulk({pk for kind, pk in named if kind == "image"})
        documents = get_document_model().objects.select_related("checksum")
        self._documents = documents.in_bulk({pk for kind, pk in named if kind == "document"})

    def picture(self, pk: Any) -> dict[str, str] | None:
        """Reference to a picture; None when it is not in the library, or its file is gone."""
        picture = self._pictures.get(pk)
        sha256 = picture_checksum(picture) if picture else ""
        if picture is None or not sha256:
            return None
        name = PurePath(picture.file.name).name
        return {"sha256": sha256, "name": name, "title": picture.title, "credit": picture.credit}

    def document(self, pk: Any) -> dict[str, str] | None:
        """Reference to a document; None when it is not in the library, or its file is gone."""
        document = self._documents.get(pk)
        sha256 = document_checksum(document) if document else ""
        if document is None or not sha256:
            return None
        return {"sha256": sha256, "name": PurePath(document.file.name).name, "title": document.title}


def picture_checksum(picture: CaseImage) -> str:
    """SHA-256 of a picture's stored file, read where it is not noted yet; "" when the file is gone."""
    return picture.sha256 or _read(picture.file)


def document_checksum(document: Any) -> str:
    """SHA-256 of a document's stored file, read where it is not noted or the file was replaced; "" when it is gone."""
    known: DocumentChecksum | None = getattr(document, "checksum", None)
    return known.sha256 if known and known.file == document.file.name else _read(document.file)


def _read(file: Any) -> str:
    try:
        with file.storage.open(file.name) as stored:
            return file_digest(stored, "sha256").hexdigest()
    except OSError:
        return ""


def _named_in(pages: Iterable[CaseStudyPage]) -> Iterator[tuple[str, int]]:
    for page in pages:
        for source in page.sources.get_prep_value():
            if source["value"].get("file"):
                yield "document", source["value"]["file"]
        for name in MEDIA:
            for block in getattr(page, name).get_prep_value():
                for kind in ("image", "document"):
                    if isinstance(block["value"], dict) and block["value"].get(kind):
                        yield kind, block["value"][kind]
