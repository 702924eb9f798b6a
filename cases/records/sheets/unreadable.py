"""Refusal of a whole file."""


class UnreadableFile(Exception):
    """Problem of a file that cannot be read at all, or no further. ``code`` is a key of ``cases.records.messages``."""

    def __init__(self, code: str, reason: str, line: int = 1, **params: object) -> None:
        super().__init__(reason)
        self.code, self.line, self.params = code, line, params
