"""Boxes of a drawing, by which labels keep clear of each other."""

from typing import NamedTuple


class Box(NamedTuple):
    """Room that a text or a sign takes, in the units of its drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have room in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )
