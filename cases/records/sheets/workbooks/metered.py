"""Stream that ends where a row, or a text, is longer than any that people write."""

from typing import Any

from cases.records.sheets.unreadable import UnreadableFile

MAX_ROW_BYTES = 8 * 2**20  # of one row or one text, unpacked


class Metered:
    """Stream that refuses to go on for too long without a row, or a text, coming to its end."""

    def __init__(self, source: Any) -> None:
        self.source, self.since = source, 0

    def read(self, size: int = -1) -> bytes:
        data: bytes = self.source.read(size if size > 0 else 1 << 16)
        self.since += len(data)
        if self.since > MAX_ROW_BYTES:
            raise UnreadableFile("zip_bomb", "unpacks to far more than a spreadsheet holds")
        return data

    def close(self) -> None:
        self.source.close()


def local(tag: Any) -> str:
    """Name of an element without its namespace."""
    return str(tag).rpartition("}")[2]
