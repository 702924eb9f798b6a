"""Words of the longer account, of the pictures and of facts, for a search to find."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

# What is written for readers; the rest are keys, addresses and identifiers.
WORDS = frozenset(["text", "person", "caption", "alt", "label", "value", "title", "description", "heading"])
Blocks = Sequence[Mapping[str, Any]]  # of a stream, as they are stored
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")


def body_text(*streams: StreamValue) -> str:
    """Readable text of the body and gallery of a page, a line a text. Reads the stored values; no query."""
    lines: list[str] = []
    for stream in streams:
        for block in stream.raw_data:
            lines += _words(block["value"], block["type"])
    return "\n".join(lines)


def texts_in(value: StreamValue | Blocks | dict[str, str], language: str) -> list[str]:
    """Texts of a fact in a language: of a text in several, or of points, partners, documents or sources.

    Reads the stored values; no query.
    """
    if isinstance(value, dict):
        text = value.get(language)
        return [text] if text else []
    blocks = value.raw_data if isinstance(value, StreamValue) else value
    return [text for block in blocks for text in _block_texts(block["value"], language)]


def _block_texts(block: Mapping[str, Any], language: str) -> Iterator[str]:
    if isinstance(block.get(language), str):  # a text in several languages by itself
        yield block[language]
    for name in ("text", "name", "title", "publisher"):
        part = block.get(name)
        if isinstance(part, dict):  # an abstract type takes ten times as long to ask for
            part = part.get(language)
        elif isinstance(part, str) and not _may_be_in(part, language):  # of a source, which is named as it is
            continue
        if part:
            yield str(part)


def _may_be_in(text: str, language: str) -> bool:
    """Whether a text without a language may be in this one, by its letters."""
    return bool(_ARABIC_SCRIPT.search(text)) == (language in ("fa", "ar"))


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
