"""Texts of a workbook: shared ones on disk, and the escapes in which the format writes characters."""

import re
import tempfile
from array import array
from collections.abc import Sequence
from typing import Any

from defusedxml.ElementTree import iterparse

from .metered import Metered, local

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class TextsOnDisk(Sequence[str]):
    """Table of shared texts in a temporary file; eight bytes of memory each."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the workbook is read
        self._ends = array("Q", [0])

    def fill(self, source: Any) -> None:
        """Reads the part of a workbook that holds the shared texts."""
        metered = Metered(source)
        root = None
        for event, element in iterparse(metered, events=("start", "end")):
            if root is None:
                root = element
            if event == "end" and local(element.tag) == "si":
                self._append(shown_text(element))
                metered.since = 0
                root.clear()

    def _append(self, text: str) -> None:
        data = text.encode("utf-8", errors="replace")
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, index: Any) -> Any:
        if not 0 <= index < len(self):
            raise IndexError(index)
        self._file.seek(self._ends[index])
        return self._file.read(self._ends[index + 1] - self._ends[index]).decode("utf-8")


def shown_text(item: Any) -> str:
    """Text of a shared or inline string; rich text in runs, phonetic guides left out."""
    parts = []
    for child in item:
        if local(child.tag) == "t":
            parts.append(child.text or "")
        elif local(child.tag) == "r":
            parts += [text.text or "" for text in child if local(text.tag) == "t"]
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Text with ``_xHHHH_`` as the characters that stand for it, and every line break as one character.

    ``_x005F_`` is an underscore, by which the format keeps a text that looks like an escape.
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
