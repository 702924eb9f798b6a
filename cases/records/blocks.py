"""Blocks of the longer account and pictures of a page, as JSON.

A draft may leave any text empty, so the texts here may be too; an incomplete block is not published."""

import re
import uuid
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cases.blocks.written_text import clean_text, refused_link

from .fields import Record, SourceIndex, misplaced, site_languages, written

MOST_BLOCKS = 300
MOST_PICTURES = 20


def _address(text: str) -> str:
    if text and not re.match(r"(?:https?|ftps?)://\S+\Z", text, re.IGNORECASE):
        raise PydanticCustomError("web_address", "is not a web address (http:// or https://)")
    return text


def _rich(text: str) -> str:
    if address := refused_link(text):
        raise PydanticCustomError("bad_link", "links to “{address}”", {"address": address[:80]})
    return clean_text(text)


Words = Annotated[str, AfterValidator(written), Field(max_length=1000)]
Address = Annotated[str, AfterValidator(written), Field(max_length=1000), AfterValidator(_address)]
RichText = Annotated[str, AfterValidator(written), Field(max_length=50_000), AfterValidator(_rich)]
Checksum = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
BlockId = Annotated[str, Field(pattern=r"^[0-9a-zA-Z-]{1,36}$")]


class FileReference(Record):
    """File of the library, named by its content. Name and title are for people who look for it."""

    sha256: Checksum
    name: Words
    title: Words = ""


class PictureReference(FileReference):
    """Picture of the library; its credit is kept there."""

    credit: Words = ""


class BlockRecord(Record):
    """Block of a page. Its ``id`` ties it to its counterparts in other languages; a file may leave it out."""

    id: BlockId | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the block has everything that a published page requires of it."""
        return True


class TextRecord(BlockRecord):
    """Text with headings, lists and links, as HTML."""

    type: Literal["text"]
    text: RichText

    @property
    def is_complete(self) -> bool:
        return bool(re.sub(r"<[^>]*>", "", self.text).strip())


class PictureRecord(BlockRecord):
    """A picture with its alternative text, or decorative."""

    type: Literal["picture"] = "picture"
    image: PictureReference | None
    alt: Annotated[Words, Field(max_length=300)] = ""
    decorative: bool = False
    caption: Annotated[Words, Field(max_length=300)] = ""

    @property
    def is_complete(self) -> bool:
        return self.image is not None and bool(self.alt or self.decorative)


class QuoteRecord(BlockRecord):
    """Quotation with the person who said it."""

    type: Literal["quote"]
    text: Words
    person: Annotated[Words, Field(max_length=200)]

    @property
    def is_complete(self) -> bool:
        return bool(self.text and self.person)


class TableRecord(BlockRecord):
    """Figures in rows and columns. ``note`` is the caption that the table itself may have."""

    type: Literal["table"]
    caption: Annotated[Words, Field(max_length=300)]
    head: Annotated[list[Words], Field(max_length=50)]
    rows: Annotated[list[list[Words]], Field(max_length=1000)]
    note: Words = ""
    source: SourceIndex | None = None

    @property
    def is_complete(self) -> bool:
        return bool(self.caption)

    @model_validator(mode="after")
    def rows_as_wide_as_the_head(self) -> Self:
        for number, row in enumerate(self.rows):
            if len(row) != len(self.head):
                raise misplaced(f"rows.{number}", "uneven_row", "has another number of cells than the head")
        return self


class KeyNumberRecord(Record):
    """Key figure: a value and its label."""

    value: Annotated[Words, Field(max_length=40)]
    label: Annotated[Words, Field(max_length=150)]


class NumbersRecord(BlockRecord):
    """Key figures side by side."""

    type: Literal["numbers"]
    numbers: Annotated[list[KeyNumberRecord], Field(max_length=6)]

    @property
    def is_complete(self) -> bool:
        return bool(self.numbers) and all(number.value and number.label for number in self.numbers)


class VideoRecord(BlockRecord):
    """A link to a film."""

    type: Literal["video"]
    title: Annotated[Words, Field(max_length=200)]
    url: Address
    description: Words = ""

    @property
    def is_complete(self) -> bool:
        return bool(self.title and self.url)


class FileRecord(BlockRecord):
    """A document to download."""

    type: Literal["file"]
    document: FileReference | None
    title: Annotated[Words, Field(max_length=200)] = ""

    @property
    def is_complete(self) -> bool:
        return self.document is not None


AnyBlock = Annotated[
    TextRecord | PictureRecord | QuoteRecord | TableRecord | NumbersRecord | VideoRecord | FileRecord,
    Field(discriminator="type"),
]
BLOCK_TYPES = ("text", "picture", "quote", "table", "numbers", "video", "file")


def _identified(blocks: list[Any]) -> list[Any]:
    """Blocks with an id each; a missing id is made of the block's number, so it is equal in every language."""
    named = [
        block if block.id else block.model_copy(update={"id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"block-{number}"))})
        for number, block in enumerate(blocks)
    ]
    if len({block.id for block in named}) != len(named):
        raise PydanticCustomError("block_twice", "two blocks have the same id")
    return named


Body = Annotated[
    dict[str, Annotated[list[AnyBlock], Field(max_length=MOST_BLOCKS), AfterValidator(_identified)]],
    AfterValidator(site_languages),
]
Gallery = Annotated[
    dict[str, Annotated[list[PictureRecord], Field(max_length=MOST_PICTURES), AfterValidator(_identified)]],
    AfterValidator(site_languages),
]
