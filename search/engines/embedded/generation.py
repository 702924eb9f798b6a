"""Generation of the index, opened: its documents, its vectors, and queries in its own words."""

from dataclasses import dataclass
from pathlib import Path

import tantivy

from search.contract.errors import EngineUnavailable

from .position import Kept, Witness, read_position, write_position
from .snapshot import Snapshot
from .soundness import META, Meta, Seal, SoundFiles, Stamp, check_managed, damaged, is_failure, read_meta, stamp_of
from .vectors import VectorFile

ATTEMPTS = 20  # at a state that no process replaces meanwhile


@dataclass(frozen=True, slots=True)
class Seen:
    """Snapshot with what it was made of: what ``meta.json`` says, which a commit replaces, and files of segments."""

    written: Stamp | None
    meta: Meta
    seal: Seal
    snapshot: Snapshot


class Generation:
    """A folder with an index and a vector file. Raises EngineUnavailable where it cannot be read, or is not sound."""

    def __init__(self, folder: Path, sound: SoundFiles) -> None:
        self.folder, self._sound, self._meta = folder, sound, folder / META
        self.vectors = VectorFile(folder)
        self._index: tantivy.Index | None = None
        self._position = read_position(folder)  # as it was found, to compare with
        if self._position and self._position.witness:
            self.vectors.check_extent(self._position.witness.journal)
        self.vectors.check()
        self._seen = self._read()

    @property
    def index(self) -> tantivy.Index:
        """The index as tantivy has it open."""
        assert self._index is not None
        return self._index

    @property
    def schema(self) -> tantivy.Schema:
        """The fields it was made with."""
        return self._seen.snapshot.schema

    def snapshot(self) -> Snapshot:
        """Snapshot of what all processes have committed by now. Raises EngineUnavailable where a file was damaged."""
        seen = self._seen
        if stamp_of(self._meta) != seen.written or not seen.seal.is_unbroken():
            self._seen = seen = self._read()
        return seen.snapshot

    def searcher(self) -> tantivy.Searcher:
        """Sees what any process has committed by now."""
        return self.snapshot().searcher

    def position(self) -> Kept | None:
        """Position on the disk now."""
        return read_position(self.folder)

    def set_position(self, number: int) -> None:
        """Notes a position on the disk, with what tells later that nothing of what it stands for is gone."""
        write_position(self.folder, number, Witness(self.vectors.extent(), self._seen.meta.schema))

    def check(self, *, again: bool = False) -> None:
        """Compares what is new on the disk with its checksums; with ``again`` everything, and reads every document.

        Raises EngineUnavailable for what is not right.
        """
        if again:
            self._sound.forget(self.folder)
            self._seen = self._read()
        snapshot = self.snapshot()
        check_managed(self.folder)
        self.vectors.check(again=again)
        if again:
            _read_all(snapshot.searcher)

    def _read(self) -> Seen:
        """Opens what was committed last, once its files are known to be sound."""
        seen: Seen | None = None
        for _attempt in range(ATTEMPTS):
            written = stamp_of(self._meta)
            try:
                meta = self._known_meta()
                seen = Seen(written, meta, self._sound.verify(self.folder, meta.files), self._open())
            except EngineUnavailable:
                # Another process may have committed, and swept away what nobody needs since.
                if stamp_of(self._meta) in (None, written):
                    raise
            else:
                if stamp_of(self._meta) == written:
                    break
        if seen is None:
            raise EngineUnavailable("the index changes faster than it can be read")
        return seen

    def _known_meta(self) -> Meta:
        meta = read_meta(self.folder)
        if self._position and self._position.witness and self._position.witness.schema != meta.schema:
            raise damaged(META)
        return meta

    def _open(self) -> Snapshot:
        try:
            if self._index is None:
                self._index = tantivy.Index.open(str(self.folder))
                # Else a thread of tantivy's reads mapped files when it likes, without a look whether they are whole.
                self._index.config_reader(reload_policy="manual")
            else:
                self._index.reload()
            return Snapshot(self._index.searcher(), self._index.schema, self.vectors)
        except BaseException as error:
            if not is_failure(error):
                raise
            check_managed(self.folder)  # or it is this one
            raise damaged(META) from error


def _read_all(searcher: tantivy.Searcher) -> None:
    """Raises EngineUnavailable where not every document can be read: then ``meta.json`` says what is not so."""
    try:
        hits = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False).hits
        codes = {searcher.doc(address).get_first("code") for _score, address in hits}
    except BaseException as error:
        if not is_failure(error):
            raise
        raise damaged(META) from error
    if len(codes) != searcher.num_docs:
        raise damaged(META)
