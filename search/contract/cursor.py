"""Cursor: the end of a page of results, where the next begins however deep it is, and whatever changed meanwhile."""

import base64
import json
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last hit of a page: what it was ordered by, its code, and how many hits there were up to it."""

    sort: str
    key: float | str
    code: str
    position: int

    def __str__(self) -> str:
        """Text for an address; what is in it is nobody's business."""
        content = json.dumps([self.sort, self.key, self.code, self.position], ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(content.encode()).decode("ascii").rstrip("=")

    @classmethod
    def parse(cls, text: str, sort: str) -> Self:
        """Reads what ``str`` gave for results in this order. Raises ValueError for anything else."""
        try:
            content = json.loads(base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
            its_sort, key, code, position = content
        except (ValueError, TypeError) as error:
            raise ValueError("this is no place in a list of results") from error
        is_place = isinstance(code, str) and type(position) is int and 0 < position < 2**31
        is_key = isinstance(key, str) if sort == "title" else type(key) in (int, float) and abs(key) < 2**63
        if its_sort != sort or not is_place or not is_key:
            raise ValueError("this is no place in these results")
        return cls(sort, key, code, position)
