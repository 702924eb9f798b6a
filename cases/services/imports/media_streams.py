"""Turns the blocks of a record into those of a page."""

import uuid
from collections.abc import Iterable
from typing import Any

from wagtail.blocks import StreamValue

from cases.models import CaseStudyPage
from cases.records.blocks import (
    BlockRecord,
    FileRecord,
    KeyNumberRecord,
    NumbersRecord,
    PictureRecord,
    QuoteRecord,
    TableRecord,
    TextRecord,
    VideoRecord,
)
from cases.records.facts import source_key
from cases.services.library_search import LibrarySearch


def media_stream(name: str, blocks: Iterable[BlockRecord], library: LibrarySearch) -> StreamValue:
    """Blocks for the field ``name`` of a page. Files that the library lacks must have been left out before."""
    stream_block = CaseStudyPage._meta.get_field(name).stream_block
    raw = [{"type": _type(block), "value": _value(block, library), "id": block.id} for block in blocks]
    return StreamValue(stream_block, raw, is_lazy=True)


def _type(block: BlockRecord) -> str:
    return str(getattr(block, "type", ""))


def _value(block: BlockRecord, library: LibrarySearch) -> Any:
    match block:
        case TextRecord():
            return block.text
        case PictureRecord():
            picture = library.picture(block.image) if block.image else None
            own = block.model_dump(include={"alt", "decorative", "caption"})
            return {"image": picture.pk if picture else None, **own}
        case QuoteRecord():
            return {"text": block.text, "person": block.person}
        case TableRecord():
            return {"caption": block.caption, "table": _table(block), "source": source_key(block.source)}
        case NumbersRecord():
            return {"numbers": [_item(block.id, place, number) for place, number in enumerate(block.numbers)]}
        case VideoRecord():
            return {"title": block.title, "url": block.url, "description": block.description}
        case FileRecord():
            document = library.document(block.document) if block.document else None
            return {"document": document.pk if document else None, "title": block.title}
    raise TypeError(f"a block without words for it: {type(block).__name__}")


def _table(block: TableRecord) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in block.head],
        "rows": [{"values": list(row)} for row in block.rows],
        "caption": block.note,
    }


def _item(block_id: str | None, place: int, number: KeyNumberRecord) -> dict[str, Any]:
    """Item of a list block. Its key is made of block and place, so that a translation finds its figure."""
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"{block_id}-{place}")
    return {"type": "item", "value": number.model_dump(), "id": str(key)}
