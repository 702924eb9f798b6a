"""Keys in blocks, which are equal in all languages."""

from typing import Any

from wagtail import blocks


class SourceKeyBlock(blocks.CharBlock):
    """Key of a source of the case. Nothing in it is translated."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value
