"""Search for the pictures and documents that a file of cases names, by their content."""

from dataclasses import replace
from typing import Any

from django.db.models import F, Q
from wagtail.documents import get_document_model

from cases.models import CaseImage, DocumentChecksum
from cases.records.blocks import BlockRecord, FileRecord, FileReference, PictureRecord
from cases.records.case import MEDIA
from cases.records.facts import SourceRecord
from cases.records.problems import Line, Problem
from cases.selectors.library import document_checksum, picture_checksum


class LibrarySearch:
    """Search of the library, which remembers its answers; checksums are noted once, when a file is first asked for."""

    def __init__(self) -> None:
        self._pictures: dict[str, CaseImage | None] = {}
        self._documents: dict[str, Any] = {}
        self._noted = False

    def picture(self, wanted: FileReference) -> CaseImage | None:
        """Picture stored with this content, or made of a file with it."""
        if wanted.sha256 not in self._pictures:
            self._note_all()
            found = CaseImage.objects.filter(Q(sha256=wanted.sha256) | Q(came_as_sha256=wanted.sha256))
            same_first = sorted(found, key=lambda picture: (picture.sha256 != wanted.sha256, picture.pk))
            self._pictures[wanted.sha256] = same_first[0] if same_first else None
        return self._pictures[wanted.sha256]

    def document(self, wanted: FileReference) -> Any:
        """Document with this content."""
        if wanted.sha256 not in self._documents:
            self._note_all()
            found = get_document_model().objects.filter(checksum__sha256=wanted.sha256).order_by("pk")
            self._documents[wanted.sha256] = found.first()
        return self._documents[wanted.sha256]

    def without_what_is_missing(self, line: Line) -> tuple[Line, list[Problem]]:
        """Line without the blocks and files of sources that the library lacks, and a note for each of them."""
        record = line.record
        if record is None:
            return line, []
        notes: list[Problem] = []
        present: dict[str, Any] = {}
        if any(source.file for source in record.sources):
            present["sources"] = [self._with_file(line, at, one, notes) for at, one in enumerate(record.sources)]
        for name in MEDIA:
            if getattr(record, name):
                present[name] = {
                    language: self._present(line, f"{name}.{language}", blocks, notes)
                    for language, blocks in getattr(record, name).items()
                }
        return (replace(line, record=record.model_copy(update=present)) if present else line), notes

    def _with_file(self, line: Line, number: int, source: SourceRecord, notes: list[Problem]) -> SourceRecord:
        """Source with its file, where the library has it."""
        if source.file is None or self.document(source.file) is not None:
            return source
        notes.append(_unknown(line, f"sources.{number}.file", "document", source.file.name))
        return source.model_copy(update={"file": None})

    def _present(self, line: Line, path: str, blocks: list[BlockRecord], notes: list[Problem]) -> list[BlockRecord]:
        present = []
        for number, block in enumerate(blocks):
            found, lacking = self._found(block)
            if lacking is None:
                present.append(found)
                continue
            kind = "document" if isinstance(block, FileRecord) else "picture"
            place = f"{path}.{number}.{'document' if kind == 'document' else 'image'}"
            notes.append(_unknown(line, place, kind, lacking.name))
        return present

    def _found(self, block: BlockRecord) -> tuple[BlockRecord, FileReference | None]:
        """Block that names the picture by the content it has here; or the reference that leads nowhere."""
        if isinstance(block, PictureRecord) and block.image:
            picture = self.picture(block.image)
            if picture is None:
                return block, block.image
            image = block.image.model_copy(update={"sha256": picture.sha256})
            return block.model_copy(update={"image": image}), None
        if isinstance(block, FileRecord) and block.document and self.document(block.document) is None:
            return block, block.document
        return block, None

    def _note_all(self) -> None:
        """Notes missing checksums: of pictures older than the field, of new and replaced documents."""
        if self._noted:
            return
        self._noted = True
        for picture in CaseImage.objects.filter(sha256="").iterator():
            if sha256 := picture_checksum(picture):
                CaseImage.objects.filter(pk=picture.pk).update(sha256=sha256)
        documents = get_document_model().objects.select_related("checksum")
        for document in documents.exclude(checksum__file=F("file")).iterator():
            if sha256 := document_checksum(document):
                noted = {"file": document.file.name, "sha256": sha256}
                DocumentChecksum.objects.update_or_create(document=document, defaults=noted)


def _unknown(line: Line, place: str, kind: str, name: str) -> Problem:
    """Note that the library lacks a file."""
    reason = f"the library has no {kind} “{name}” with this content; left out"
    record_id = line.record.id if line.record else ""
    return Problem(line.number, record_id, place, reason, f"unknown_{kind}", {"name": name}, value=name)
