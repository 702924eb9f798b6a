"""Where the index lies on disk, and which generation of it answers."""

import json
import os
import shutil
import uuid
from pathlib import Path

import tantivy

from search.contract import EngineUnavailable

from .schema import build_schema, fingerprint
from .vectors import VectorFile

POINTER = "current.json"


class Store:
    """A folder of index generations; a small file, replaced in one step, names the one that answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index: tantivy.Index | None = None
        self._vectors: VectorFile | None = None
        self._name = ""
        self._stamp: tuple[int, int] | None = None

    def index(self) -> tantivy.Index:
        """The index that answers, opened once and again after a rebuild by any process.

        Raises EngineUnavailable where there is none, or one of another format.
        """
        pointer = self.folder / POINTER
        try:
            status = pointer.stat()
        except FileNotFoundError:
            raise EngineUnavailable("there is no index yet; run manage.py search_rebuild") from None
        stamp = (status.st_mtime_ns, status.st_ino)
        if self._index is None or stamp != self._stamp:
            name = json.loads(pointer.read_text(encoding="ascii"))["name"]
            try:
                self._index = tantivy.Index.open(str(self.folder / name))
            except (ValueError, OSError) as error:
                raise EngineUnavailable(f"the index cannot be read: {error}") from error
            self._vectors = VectorFile(self.folder / name)
            self._name, self._stamp = name, stamp
        return self._index

    def vectors(self) -> VectorFile:
        """The vectors of the index that answers. Raises EngineUnavailable as ``index`` does."""
        self.index()
        assert self._vectors is not None
        return self._vectors

    def is_current(self) -> bool:
        """Whether the index that answers was made with today's fields and text analysis."""
        try:
            content = json.loads((self.folder / POINTER).read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return False
        return content.get("fingerprint") == fingerprint() and (self.folder / str(content.get("name"))).is_dir()

    def new_generation(self) -> tuple[str, tantivy.Index]:
        """An empty index beside the one that answers."""
        self.sweep()
        name = f"generation-{uuid.uuid4().hex[:12]}"
        path = self.folder / name
        path.mkdir(parents=True)
        return name, tantivy.Index(build_schema(), path=str(path))

    def swap(self, name: str) -> None:
        """Lets a generation answer from the next search on, in every process."""
        aside = self.folder / f"{POINTER}.{uuid.uuid4().hex[:8]}"
        aside.write_text(json.dumps({"name": name, "fingerprint": fingerprint()}), encoding="ascii")
        os.replace(aside, self.folder / POINTER)
        self.sweep()

    def sweep(self) -> None:
        """Deletes generations that do not answer: replaced ones, and what a killed rebuild left.

        A process that still reads a deleted one keeps its files open until it looks at the pointer again.
        """
        try:
            current = json.loads((self.folder / POINTER).read_text(encoding="ascii"))["name"]
        except (FileNotFoundError, ValueError, KeyError):
            current = None
        for path in self.folder.glob("generation-*"):
            if path.name != current:
                shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(f"{POINTER}.*"):
            path.unlink(missing_ok=True)
