"""Example row of the template of an import file, which shows how to write a case and is never one."""

from typing import Any

EXAMPLE_TITLES = {"en": "Example: dry waste by appointment", "fa": "نمونه: گردآوری پسماند خشک با نوبت",
                  "ar": "مثال: جمع النفايات الجافة بموعد"}  # fmt: skip


def is_example(content: dict[str, Any]) -> bool:
    """Whether the content of a row is the example, known by its titles as long as nobody has written another."""
    titles = content.get("title") or {}
    return bool(titles) and all(EXAMPLE_TITLES.get(language) == title for language, title in titles.items())
