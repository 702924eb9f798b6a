"""Words of the longer account, of the pictures and of facts, for a search to find."""

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

# What is written for readers; the rest are keys, addresses and identifiers.
WORDS = frozenset(["text", "person", "caption", "alt", "label", "value", "title", "description", "heading"])


def body_text(*streams: StreamValue) -> str:
    """Readable text of the body and gallery of a page, a line a text. Reads the stored values; no query."""
    lines: list[str] = []
    for stream in streams:
        for block in stream.raw_data:
            lines += _words(block["value"], block["type"])
    return "\n".join(lines)


def texts_in(value: StreamValue | Mapping[str, str], language: str) -> list[str]:
    """Texts of a fact in a language: of a text in several, or of points. Reads the stored values; no query."""
    if isinstance(value, StreamValue):
        return [text for block in value.raw_data if (text := block["value"]["text"].get(language))]
    text = value.get(language)
    return [text] if text else []


def _words(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, str):
        text = unescape(strip_tags(value.replace("</", " </"))).strip()
        if text and name in WORDS:
            yield text
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _words(part, str(key))
    elif isinstance(value, list):
        for part in value:
            yield from _words(part, "text" if name == "values" else name)
