"""Generation of the index, opened: its documents, its vectors, and queries in its own words."""

from pathlib import Path

import tantivy

from search.contract.errors import EngineUnavailable

from .snapshot import Snapshot
from .vectors import VectorFile

Stamp = tuple[int, int, int]


class Generation:
    """A folder with an index and a vector file. Raises EngineUnavailable where it cannot be read."""

    def __init__(self, folder: Path) -> None:
        try:
            self.index = tantivy.Index.open(str(folder))
        except (ValueError, OSError) as error:
            raise EngineUnavailable(f"the index cannot be read: {error}") from error
        self.schema = self.index.schema
        self.vectors = VectorFile(folder)
        self._meta = folder / "meta.json"  # tantivy replaces it with every commit
        self._seen: tuple[Stamp, Snapshot] | None = None

    def snapshot(self) -> Snapshot:
        """Snapshot of what all processes have committed by now."""
        seen, stamp = self._seen, self._written()
        if seen is not None and stamp in (None, seen[0]):
            return seen[1]
        self.index.reload()
        snapshot = Snapshot(self.index.searcher(), self.schema, self.vectors)
        if stamp is not None:  # of before, so that a commit meanwhile is looked at the next time
            self._seen = stamp, snapshot
        return snapshot

    def searcher(self) -> tantivy.Searcher:
        """Sees what any process has committed by now."""
        return self.snapshot().searcher

    def _written(self) -> Stamp | None:
        try:
            status = self._meta.stat()
        except FileNotFoundError:  # deleted after another one took over; the files that are open still answer
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size
