"""Words in the facts of a page: texts that hold every language, as pieces to translate. Numbers and codes are none."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue, StructBlock
from wagtail_localize.strings import StringValue

from cases.blocks.localized_text import LocalizedTextBlock
from cases.models import CaseStudyPage
from cases.models.localized_text import LocalizedTextField

from .prose import Piece, tidy


def word_piece(path: str, number: int, text: str) -> Piece:
    """Piece of a plain text."""
    return Piece(path, number, tidy(StringValue.from_plaintext(text.strip()).data), False)


def fact_pieces(page: CaseStudyPage, language: str = "") -> list[Piece]:
    """Pieces of the facts of a page in a language, that of the page where none is named; empty ones are left out."""
    language = language or page.locale.language_code
    texts = ((path, (found.get(language) or "").strip()) for path, found in _texts_of(page))
    return [word_piece(path, 0, text) for path, text in texts if text]


def is_fact(path: str) -> bool:
    """Whether a piece of this path is in a fact."""
    return path.split(".")[0] in CaseStudyPage.FACTS


def has_fact(page: CaseStudyPage, path: str) -> bool:
    """Whether a page has the place of a piece: the block that its text stands in."""
    return any(path == found for found, _texts in _texts_of(page))


def write_fact(page: CaseStudyPage, path: str, language: str, text: str) -> None:
    """Writes the text of one language into a fact of a page in memory; other languages stay."""
    name, *inside = path.split(".")
    value = getattr(page, name)
    if not isinstance(value, StreamValue):
        setattr(page, name, {**value, language: text})
        return
    blocks = [dict(block) for block in value.get_prep_value()]
    for block in blocks:
        if block["id"] == inside[0]:
            block["value"] = _with(block["value"], [*inside[1:], language], text)
    setattr(page, name, StreamValue(value.stream_block, blocks, is_lazy=True))


def longest_fact(path: str) -> int | None:
    """Greatest number of characters of the text at a path; None where there is no limit."""
    name = path.split(".")[0]
    field: Any = CaseStudyPage._meta.get_field(name)
    if isinstance(field, LocalizedTextField):
        return field.max_length
    for block in field.stream_block.child_blocks.values():
        for _path, localized in _localized(block, ""):
            limit: int | None = next(iter(localized.child_blocks.values())).field.max_length
            return limit
    return None


def _texts_of(page: CaseStudyPage) -> Iterator[tuple[str, Any]]:
    """Texts of the facts, all their languages together, by path."""
    for name in CaseStudyPage.FACTS:
        value = getattr(page, name)
        if isinstance(value, StreamValue):
            # As stored: to ask a block for its value writes every language into it, as if the fact had changed.
            for block in value.get_prep_value():
                for path, _localized_block in _localized(value.stream_block.child_blocks[block["type"]], ""):
                    found = block["value"] or {}
                    for step in path.split(".") if path else []:
                        found = found.get(step) or {}
                    yield f"{name}.{block['id']}{'.' if path else ''}{path}", found
        elif isinstance(CaseStudyPage._meta.get_field(name), LocalizedTextField):
            yield name, value or {}


def _localized(block: Any, path: str) -> Iterator[tuple[str, LocalizedTextBlock]]:
    if isinstance(block, LocalizedTextBlock):
        yield path, block
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _localized(child, f"{path}.{name}" if path else name)


def _with(value: Any, steps: list[str], text: str) -> Any:
    if not steps:
        return text
    return {**(value or {}), steps[0]: _with((value or {}).get(steps[0]), steps[1:], text)}
