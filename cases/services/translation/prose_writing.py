"""Puts translated pieces into a page in memory."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from wagtail.blocks import RichTextBlock, StreamValue
from wagtail.fields import StreamField
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter
from wagtail_localize.strings import StringValue

from cases.models import CaseStudyPage
from cases.selectors.translation.prose import Piece, pieces_of
from cases.selectors.translation.sheet import Sheet


def blank_prose(page: CaseStudyPage) -> None:
    """Empties every text of a page but its title; blocks stay, with their pictures and files."""
    for rule in get_translatable_fields(CaseStudyPage):
        field = rule.get_field(CaseStudyPage)
        if rule.field_name == "title" or not rule.is_translated(page):
            continue
        if isinstance(field, StreamField):
            blocks = getattr(page, field.name).get_prep_value()
            setattr(page, field.name, _stream(field, [_blank(field, block) for block in blocks]))
        else:
            setattr(page, field.name, "")


def write_pieces(sheet: Sheet, pieces: list[Piece]) -> set[Piece]:
    """Writes pieces into the sheet's draft, of which everything else stays. Returns the pieces that found no place."""
    by_field: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_field[piece.field_name].append(piece)
    for name, changed in by_field.items():
        field = CaseStudyPage._meta.get_field(name)
        if isinstance(field, StreamField):
            _write_stream(sheet, field, changed)
        else:
            setattr(sheet.draft, name, changed[0].text)
    written: dict[str, set[str]] = defaultdict(set)
    for piece in pieces_of(sheet.draft):
        written[piece.path].add(piece.html)
    return {piece for piece in pieces if piece.html and not _is_among(piece, written[piece.path])}


def _is_among(piece: Piece, written: set[str]) -> bool:
    # A rich text may come back with its marks written otherwise.
    return bool(written) if piece.is_rich else piece.html in written


def _write_stream(sheet: Sheet, field: StreamField, changed: list[Piece]) -> None:
    value = _with_missing_blocks(sheet, field, {piece.path.split(".")[1] for piece in changed})
    paths = dict.fromkeys(piece.path for piece in changed)
    segments = [segment for path in paths for segment in _segments(sheet, path, changed)]
    inside = [segment.unwrap()[1].with_order(order) for order, segment in enumerate(segments)]
    StreamFieldSegmentsWriter(field, None, None).handle_stream_block(value, inside)
    setattr(sheet.draft, field.name, value)


def _segments(sheet: Sheet, path: str, changed: Iterable[Piece]) -> list[Any]:
    """Segments for wagtail-localize to write at a path: a text, or the frame of a rich text with all its paragraphs."""
    new = {piece.number: piece for piece in changed if piece.path == path}
    if path not in sheet.source_templates:
        return [StringSegmentValue(path, StringValue(piece.html)) for piece in new.values()]
    rows: list[Any] = [sheet.source_templates[path]]
    alike = sheet.is_framed_alike(path)
    for segment in (segment for segment in sheet.segments if segment.piece.path == path):
        number = segment.piece.number
        html = new[number].html if number in new else segment.text
        written = sheet.draft_pieces.get((path, number)) if alike else None
        # Links of the translation lead where it says, else where those of the source do.
        attributes = (written.attributes if written else None) or segment.piece.attributes
        rows.append(StringSegmentValue(path, StringValue(html), attrs=attributes))
    return rows


def _with_missing_blocks(sheet: Sheet, field: StreamField, wanted: set[str]) -> StreamValue:
    """Blocks of the draft, and the wanted ones it lacks, empty, each after the block it follows in the source."""
    blocks = list(getattr(sheet.draft, field.name).get_prep_value())
    previous = None
    for block in getattr(sheet.text, field.name).get_prep_value():
        ids = [known["id"] for known in blocks]
        if block["id"] in wanted and block["id"] not in ids:
            place = ids.index(previous) + 1 if previous in ids else 0
            blocks.insert(place, _blank(field, block))
            ids.insert(place, block["id"])
        previous = block["id"] if block["id"] in ids else previous
    return _stream(field, blocks)


def _blank(field: StreamField, block: dict[str, Any]) -> dict[str, Any]:
    if isinstance(field.stream_block.child_blocks[block["type"]], RichTextBlock):
        return {**block, "value": ""}
    value = _stream(field, [block])
    segments = [
        StringSegmentValue(segment.path, "")
        for segment in StreamFieldSegmentExtractor(field).handle_stream_block(value)
        if isinstance(segment, StringSegmentValue)
    ]
    StreamFieldSegmentsWriter(field, None, None).handle_stream_block(value, segments)
    blanked: dict[str, Any] = value.get_prep_value()[0]
    return blanked


def _stream(field: StreamField, blocks: list[dict[str, Any]]) -> StreamValue:
    return StreamValue(field.stream_block, blocks, is_lazy=True)
