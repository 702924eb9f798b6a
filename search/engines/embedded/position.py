"""Position of a generation in the log of changes, in a file of its folder.

Beside the number stands what the generation consisted of then, where no file tells by itself that it is whole.
"""

import os
import uuid
from pathlib import Path
from typing import NamedTuple

from .vectors import Extent

POSITION = "position"
LARGEST = 2**63 - 1  # that a database keeps


class Witness(NamedTuple):
    """Extent of the journal of vectors, which has all of it still, and the checksum of the fields."""

    journal: Extent
    schema: int


class Kept(NamedTuple):
    """Position as it was read; of a format before 8 without a witness."""

    number: int
    witness: Witness | None = None


def read_position(folder: Path) -> Kept | None:
    """Position that a generation has; None where there is none, or nothing that is one."""
    try:
        return _parse((folder / POSITION).read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return None


def _parse(words: list[str]) -> Kept | None:
    number = int(words[0] if words else "")
    if not 0 <= number <= LARGEST:
        return None
    if len(words) == 1:
        return Kept(number)
    size, journal, schema = words[1:]
    return Kept(number, Witness((int(size), int(journal, 16)), int(schema, 16)))


def write_position(folder: Path, number: int, witness: Witness) -> None:
    """Notes it on the disk."""
    (size, journal), schema = witness
    replace(folder / POSITION, f"{number} {size} {journal:08x} {schema:08x}")


def replace(path: Path, content: str) -> None:
    """Writes a file in one step, which a failure of power does not undo half."""
    aside = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}")
    with aside.open("w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)
