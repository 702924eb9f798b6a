"""Soundness of the files of a generation.

Every file that tantivy writes but ``meta.json`` ends with the CRC-32 of what stands before (a footer: JSON, its length,
a magic number). tantivy compares it nowhere: it looks only whether there is a footer. So it is done here, once for
every file, when an index is opened and when a commit brings new files. From then on the file is believed as long as the
disk says the same of it, which is asked before every search: of a mapped file that was cut, to read on is the end of
the process (SIGBUS), and no handler of Python's comes to that.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from search.contract.errors import EngineUnavailable
from search.contract.faults import Fault, Kind

META, MANAGED = "meta.json", ".managed.json"  # tantivy's: segments and schema; files that are its own
ENDINGS = ("idx", "pos", "term", "store", "fast", "fieldnorm")  # of every segment
PIECE = 1 << 20  # bytes read at once
LONGEST_FOOTER = 1000  # bytes

Stamp = tuple[int, int, int]


def damaged(name: str) -> EngineUnavailable:
    """Error that says which file is missing or damaged."""
    return EngineUnavailable(Fault(Kind.DAMAGED, name))


def missing(path: Path) -> EngineUnavailable:
    """Error that says which file is missing, or its folder where that is."""
    return damaged(path.name if path.parent.is_dir() else path.parent.name)


def unreadable(error: OSError) -> EngineUnavailable:
    """Error that says why a folder cannot be read; of its path nothing, since readers of probes may be anybody."""
    return EngineUnavailable(Fault(Kind.UNREADABLE, error.strerror or type(error).__name__))


def stamp_of(path: Path) -> Stamp | None:
    """Size, time and inode of a file; None where there is none. Raises EngineUnavailable where that is not said."""
    try:
        return _stamp(os.stat(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(error) from error


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ino


class Meta(NamedTuple):
    """Files of all segments by ``meta.json``, and the checksum of the fields, which never change in a generation."""

    files: tuple[str, ...]
    schema: int


def read_meta(folder: Path) -> Meta:
    """Reads ``meta.json``. Raises EngineUnavailable where it is not what tantivy writes."""
    try:
        meta = json.loads(_read(folder / META))
        schema = json.dumps([meta["schema"], meta["index_settings"]], sort_keys=True)
        return Meta(tuple(_files_of(meta["segments"])), zlib.crc32(schema.encode()))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(META) from error


def _files_of(segments: Iterable[dict[str, object]]) -> Iterator[str]:
    for segment in segments:
        name = str(segment["segment_id"]).replace("-", "")
        yield from (f"{name}.{ending}" for ending in ENDINGS)
        deletes = segment["deletes"]
        if isinstance(deletes, dict):
            yield f"{name}.{deletes['opstamp']}.del"


def check_managed(folder: Path) -> None:
    """Raises EngineUnavailable where the list of tantivy's own files is none: it would not open the index again."""
    try:
        is_list = isinstance(json.loads(_read(folder / MANAGED)), list)
    except ValueError as error:
        raise damaged(MANAGED) from error
    if not is_list:
        raise damaged(MANAGED)


def is_panic(error: BaseException) -> bool:
    """Whether an error is a panic of Rust, which is no Exception and of a class that cannot be imported."""
    return type(error).__module__ == "pyo3_runtime"


def is_failure(error: BaseException) -> bool:
    """Whether an error is a library's, and not somebody's wish that the process ends."""
    return isinstance(error, Exception) or is_panic(error)


class Seal(NamedTuple):
    """Files that were found to be right, each with its stamp at that time."""

    stamps: tuple[tuple[str, Stamp], ...]

    def is_unbroken(self) -> bool:
        """Whether the disk still says so of all of them. Asked before every search, hence no ``Path``."""
        try:
            return all(_stamp(os.stat(path)) == stamp for path, stamp in self.stamps)
        except OSError:
            return False


class SoundFiles:
    """Files whose checksum was right, so that none is read twice. Threads may share it."""

    def __init__(self) -> None:
        self._stamps: dict[Path, Stamp] = {}

    def verify(self, folder: Path, names: Sequence[str]) -> Seal:
        """Reads the files that are not known as they stand. Raises EngineUnavailable at the first that is not right."""
        sealed: list[tuple[str, Stamp]] = []
        for name in names:
            path = folder / name
            stamp = stamp_of(path)
            if stamp is None or (stamp != self._stamps.get(path) and not _has_its_checksum(path)):
                self._stamps.pop(path, None)
                raise missing(path) if stamp is None else damaged(name)
            self._stamps[path] = stamp
            sealed.append((str(path), stamp))
        return Seal(tuple(sealed))

    def forget(self, folder: Path) -> None:
        """Has the files of a folder read again the next time; also where the folder is gone."""
        self._stamps = {path: stamp for path, stamp in self._stamps.items() if path.parent != folder}


def _has_its_checksum(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            length = _length_before_footer(file)
            return length is not None and crc(file, length[0]) == length[1]
    except FileNotFoundError:
        return False
    except OSError as error:
        raise unreadable(error) from error


def _length_before_footer(file: BinaryIO) -> tuple[int, int] | None:
    """Bytes before the footer and the checksum that it gives; None where there is no footer."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LONGEST_FOOTER))
    end = file.read()
    length = int.from_bytes(end[-8:-4], "little")
    try:
        checksum = json.loads(end[-8 - length : -8])["crc"]
    except (ValueError, KeyError, TypeError):
        return None
    file.seek(0)
    return (size - 8 - length, checksum) if isinstance(checksum, int) else None


def crc(file: BinaryIO, length: int) -> int:
    """CRC-32 of the next bytes of a file; of a shorter one that of what there is."""
    found = 0
    while length > 0 and (piece := file.read(min(PIECE, length))):
        found = zlib.crc32(piece, found)
        length -= len(piece)
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise missing(path) from error
    except OSError as error:
        raise unreadable(error) from error
