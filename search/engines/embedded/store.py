"""Store of the index on disk: its generations, and the pointer to the one that answers."""

import json
import os
import shutil
import uuid
from pathlib import Path
from typing import Any

import tantivy

from search.contract.errors import EngineUnavailable
from search.contract.index import Position

from .generation import Generation
from .schema import build_schema, fingerprint

POINTER = "current.json"
POSITION = "position"  # in the folder of a generation: the number of the row of the log that it read last


class Store:
    """A folder of index generations; a file, replaced in one step, names the one that answers and the one kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._answering: Generation | None = None
        self._stamp: tuple[int, int] | None = None

    def generation(self, name: str | None = None) -> Generation:
        """The one that answers, opened once and again after a swap by any process; or the one of that name.

        Raises EngineUnavailable where there is none, or one of another format.
        """
        if name is not None:
            return Generation(self.folder / name)
        pointer = self.folder / POINTER
        try:
            status = pointer.stat()
        except FileNotFoundError:
            raise EngineUnavailable("there is no index yet; run manage.py search_rebuild") from None
        stamp = (status.st_mtime_ns, status.st_ino)
        if self._answering is None or stamp != self._stamp:
            self._answering = Generation(self.folder / self._pointer()["name"])
            self._stamp = stamp
        return self._answering

    def _pointer(self) -> dict[str, Any]:
        try:
            content: dict[str, Any] = json.loads((self.folder / POINTER).read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return {}
        return content

    def _point(self, content: dict[str, Any]) -> None:
        _replace(self.folder / POINTER, json.dumps(content))

    def is_current(self) -> bool:
        """Whether the index that answers was made with today's fields and text analysis."""
        content = self._pointer()
        return content.get("fingerprint") == fingerprint() and (self.folder / str(content.get("name"))).is_dir()

    def position(self) -> Position | None:
        """Position of the generation that answers; None where it cannot be told."""
        name = str(self._pointer().get("name"))
        try:
            return Position(name, int((self.folder / name / POSITION).read_text(encoding="ascii")))
        except (OSError, ValueError):
            return None

    def set_position(self, number: int, name: str | None = None) -> None:
        """Notes it, on the disk, for the generation that answers or the one of that name."""
        folder = self.folder / (name or str(self._pointer().get("name")))
        try:
            _replace(folder / POSITION, str(number))
        except OSError as error:  # a full disk, or a folder that is gone
            raise EngineUnavailable(f"the position cannot be written: {error}") from error

    def new_generation(self) -> str:
        """Begins an empty index beside the one that answers; its name."""
        name = f"generation-{uuid.uuid4().hex[:12]}"
        path = self.folder / name
        path.mkdir(parents=True)
        tantivy.Index(build_schema(), path=str(path))
        return name

    def activate(self, name: str) -> None:
        """Lets a generation answer from the next search on, in every process; the one before is kept."""
        before = self._pointer()
        kept = {key: before[key] for key in ("name", "fingerprint") if key in before}
        self._point({"name": name, "fingerprint": fingerprint(), "kept": kept})

    def roll_back(self) -> str | None:
        """Lets the kept generation answer again, and keeps the other; its name, None where none is kept."""
        now = self._pointer()
        kept = now.get("kept") or {}
        if not kept or not (self.folder / kept["name"]).is_dir():
            return None
        self._point({**kept, "kept": {key: now[key] for key in ("name", "fingerprint")}})
        return str(kept["name"])

    def delete_stale(self) -> None:
        """Deletes generations that neither answer nor are kept: older ones, and what a killed rebuild left.

        A process that still reads a deleted one keeps its files open until it looks at the pointer again.
        """
        now = self._pointer()
        needed = {now.get("name"), (now.get("kept") or {}).get("name")}
        for path in self.folder.glob("generation-*"):
            if path.name not in needed:
                shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(f"{POINTER}.*"):
            path.unlink(missing_ok=True)


def _replace(path: Path, content: str) -> None:
    """Writes a file in one step, which a failure of power does not undo half."""
    aside = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}")
    with aside.open("w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)
