"""Reads the blocks and pictures of a page back in the exchange format."""

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import StreamValue

from cases.blocks.written_text import portable_text

from .library import LibraryFiles


def media_blocks(stream: StreamValue, files: LibraryFiles, sources: Mapping[str, int]) -> list[dict[str, Any]]:
    """Blocks of a stream as records; ``sources``: places of the sources by key."""
    return [
        {"id": block["id"], "type": block["type"], **_READERS[block["type"]](block["value"], files, sources)}
        for block in stream.get_prep_value()
    ]


def _text(value: Any, files: LibraryFiles, sources: Mapping[str, int]) -> dict[str, Any]:
    return {"text": portable_text(value or "")}


def _picture(value: Any, files: LibraryFiles, sources: Mapping[str, int]) -> dict[str, Any]:
    return {
        "image": files.picture(value.get("image")),
        **_words(value, "alt"),
        "decorative": bool(value.get("decorative")),
        **_words(value, "caption"),
    }


def _quote(value: Any, files: LibraryFiles, sources: Mapping[str, int]) -> dict[str, Any]:
    return _words(value, "text", "person")


def _table(value: Any, files: LibraryFiles, sources: Mapping[str, int]) -> dict[str, Any]:
    table = value.get("table") or {}
    return {
        **_words(value, "caption"),
        "head": [column["heading"] or "" for column in table.get("columns", [])],
        "rows": [[cell or "" for cell in row["values"]] for row in table.get("rows", [])],
        "note": table.get("caption") or "",
        "source": sources.get(value.get("source") or ""),
    }


def _numbers(value: Any, files: LibraryFiles, sources: Mapping[str, int]) -> dict[str, Any]:
    # Wagtail once kept the items of a list without their keys.
    items = [item["value"] if item.get("type") == "item" else item for item in value.get("numbers") or []]
    return {"numbers": [_words(item, "value", "label") for item in items]}


def _video(value: Any, files: LibraryFiles, sources: Mapping[str, int]) -> dict[str, Any]:
    return _words(value, "title", "url", "description")


def _file(value: Any, files: LibraryFiles, sources: Mapping[str, int]) -> dict[str, Any]:
    return {"document": files.document(value.get("document")), **_words(value, "title")}


def _words(value: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: value.get(name) or "" for name in names}


_READERS = {
    "text": _text,
    "picture": _picture,
    "quote": _quote,
    "table": _table,
    "numbers": _numbers,
    "video": _video,
    "file": _file,
}
