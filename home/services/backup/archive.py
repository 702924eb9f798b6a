"""The file of a backup: a compressed tar of the parts, and last in it a manifest that says what they must be."""

import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FORMAT = 1
MANIFEST, THESAURUS = "manifest.json", "thesaurus.json"
FOLDERS = {"media/": "MEDIA_ROOT", "submissions/": "SUBMISSION_DIR"}  # of files, each with the setting of its place
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
LARGEST_MANIFEST = 200_000_000  # bytes; a million pictures need half of it
LARGEST_HEADER = 1_000_000  # bytes between two files of an archive; a name takes at most some thousands
_BLOCK = 1 << 20


class BackupError(Exception):
    """Why there is no backup, or why it cannot be restored; a sentence for whoever runs the command."""


class Part(BaseModel):
    """Size and checksum that a file of the backup must have."""

    model_config = ConfigDict(extra="forbid")
    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """Manifest of a backup: its parts, and the site it was made of."""

    model_config = ConfigDict(extra="forbid")
    format: int
    made_at: str
    database: str  # "sqlite" or "postgresql"
    versions: dict[str, str]  # of Python, Django, Wagtail and the database
    migrations: list[str]  # app.name of all that were applied
    counts: dict[str, int]
    parts: dict[str, Part]


class _Hashing:
    """Reads a file and knows afterwards what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size, self.digest = file, 0, hashlib.sha256()

    def read(self, length: int = -1) -> bytes:
        block = self.file.read(length)
        self.digest.update(block)
        self.size += len(block)
        return block

    def part(self) -> Part:
        return Part(size=self.size, sha256=self.digest.hexdigest())


def add(tar: tarfile.TarFile, name: str, path: Path) -> Part:
    """Adds a file under a name; what it was, read once."""
    with path.open("rb") as file:
        information = tarfile.TarInfo(name)
        information.size, information.mtime = path.stat().st_size, int(path.stat().st_mtime)
        hashing = _Hashing(file)
        tar.addfile(information, hashing)
    return hashing.part()


def add_text(tar: tarfile.TarFile, name: str, text: str) -> Part:
    """Adds a text under a name."""
    content = text.encode()
    information = tarfile.TarInfo(name)
    information.size = len(content)
    tar.addfile(information, io.BytesIO(content))
    return Part(size=len(content), sha256=hashlib.sha256(content).hexdigest())


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns failures of reading an archive into BackupError."""
    try:
        yield
    except FileNotFoundError as error:
        raise BackupError(f"there is no file {error.filename}") from error
    except (tarfile.TarError, EOFError, zlib.error, ValueError, OverflowError) as error:  # tarfile lets them through
        raise BackupError(f"{path} is damaged or no backup: {error}") from error
    except OSError as error:  # also a full disk, and a name longer than this file system takes
        raise BackupError(f"cannot read or unpack {path}: {error}") from error


class _Bounded:
    """Unpacked stream of an archive, which ends what would fill disk or memory: 10 MB may unpack to 10 GB."""

    def __init__(self, stream: gzip.GzipFile, room: int) -> None:
        self.stream, self.room = stream, room
        self.turn_to(is_header=True)

    def turn_to(self, *, is_header: bool) -> None:
        """Says what is read next: names and the like, or the content of a file."""
        self.is_header, self.header = is_header, 0

    def read(self, length: int) -> bytes:
        block = self.stream.read(length)
        self.room -= len(block)
        self.header = self.header + len(block) if self.is_header else 0
        if self.room < 0:
            raise BackupError("the backup unpacks to more than there is room for on the disk of DATA_DIR")
        if self.header > LARGEST_HEADER:
            raise BackupError("this is no backup of this site: it holds a name without an end")
        return block


def members(path: Path, room: int) -> Iterator[tuple[str, IO[bytes]]]:
    """(name, content) of every file in an archive, in order; every name is one that a backup may hold.

    Raises BackupError for anything else, such as links or ways out of the folder, and for an archive of more than
    ``room`` bytes. To be used within ``reading``, each content read to its end.
    """
    with gzip.open(path) as stream:
        bounded = _Bounded(stream, room)
        with tarfile.open(fileobj=cast(IO[bytes], bounded), mode="r|") as tar:  # which only reads
            for member in tar:
                # A sparse file says how large it is and brings nothing: no backup holds one.
                if not member.isreg() or member.issparse() or not _is_ours(member.name):
                    raise BackupError(f"this is no backup of this site: it holds {member.name[:100]!r}")
                content = tar.extractfile(member)
                assert content is not None
                bounded.turn_to(is_header=False)
                yield member.name, content
                bounded.turn_to(is_header=True)
            while bounded.read(_BLOCK):  # to its end, where gzip's own check of the whole is
                pass


def _is_ours(name: str) -> bool:
    if name in (MANIFEST, THESAURUS, *DATABASES.values()):
        return True
    odd = "\\" in name or "\0" in name or any(part in ("", ".", "..") for part in name.split("/"))
    inside = [PurePosixPath(name.removeprefix(folder)) for folder in FOLDERS if name.startswith(folder)]
    return bool(inside) and not odd and not inside[0].is_absolute()


def verify(path: Path, room: int) -> Manifest:
    """Reads the whole archive and compares every part with the manifest. Writes nothing.

    Raises BackupError, also where it unpacks to more than ``room`` bytes.
    """
    found: dict[str, Part] = {}
    manifest: Manifest | None = None
    with reading(path):
        for name, content in members(path, room):
            if name in found or manifest is not None:
                raise BackupError(f"{path} is damaged: {name} is there twice, or after the end")
            if name == MANIFEST:
                manifest = _manifest(content.read(LARGEST_MANIFEST))
                if content.read(1):
                    raise BackupError("the manifest cannot be read: it is too long")
                continue
            hashing = _Hashing(content)
            while hashing.read(_BLOCK):
                pass
            found[name] = hashing.part()
    if manifest is None:
        raise BackupError(f"{path} is not whole: it ends before its manifest")
    wrong = sorted(name for name in {*found, *manifest.parts} if found.get(name) != manifest.parts.get(name))
    if wrong:
        raise BackupError(f"{path} is damaged: {len(wrong)} parts are not what they were, such as {wrong[0]}")
    if DATABASES.get(manifest.database) not in found:
        raise BackupError(f"{path} holds no database")
    return manifest


def _manifest(content: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        raise BackupError(f"the manifest cannot be read: {error.error_count()} errors") from error
    if manifest.format != FORMAT:
        raise BackupError(f"the backup has format {manifest.format}; this version reads {FORMAT}")
    return manifest
