"""A page with a word of its own in everything an editor can write into, for tests."""

from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField

from cases.blocks.keys import SourceKeyBlock
from cases.models import CaseStudyPage

NOT_WRITTEN = {"slug", "path"}


class Words:
    """Words that stand nowhere else: ``word-1``, ``word-2`` …"""

    def __init__(self) -> None:
        self.given: list[str] = []

    def new(self) -> str:
        self.given.append(f"word-{len(self.given) + 1}.")
        return self.given[-1]


def fill_prose(page: CaseStudyPage) -> list[str]:
    """Writes into every text of the model that is no fact, whatever its name, and into every text of every block."""
    words = Words()
    for field in CaseStudyPage._meta.get_fields():
        if not getattr(field, "editable", False) or field.name in (*CaseStudyPage.FACTS, *NOT_WRITTEN):
            continue
        if isinstance(field, StreamField):
            children = field.stream_block.child_blocks.items()
            raw = [
                {"type": name, "id": f"{field.name}-{name}", "value": _raw(block, words)} for name, block in children
            ]
            setattr(page, field.name, blocks.StreamValue(field.stream_block, raw, is_lazy=True))
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            setattr(page, field.name, words.new())
    return words.given


def _raw(block: Any, words: Words) -> Any:
    if isinstance(block, SourceKeyBlock):
        return "s1"
    if isinstance(block, TypedTableBlock):
        return {
            "columns": [{"type": "text", "heading": words.new()}],
            "rows": [{"values": [words.new()]}],
            "caption": words.new(),
        }
    if isinstance(block, blocks.StructBlock):
        return {name: _raw(child, words) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [{"type": "item", "id": f"item-{number}", "value": _raw(block.child_block, words)} for number in (1, 2)]
    if isinstance(block, blocks.RichTextBlock):
        return f'<p data-block-key="a">{words.new()}</p><p data-block-key="b">{words.new()} <b>{words.new()}</b></p>'
    if isinstance(block, blocks.URLBlock):
        return "https://example.org/film"
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return words.new()
    return None
