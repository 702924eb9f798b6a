"""The file of a backup: a compressed tar of the parts, and last in it a manifest that says what they must be."""

import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FORMAT = 1
MANIFEST, THESAURUS, MEDIA = "manifest.json", "thesaurus.json", "media/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
LARGEST_MANIFEST = 200_000_000  # bytes; a million pictures need half of it
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
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise BackupError(f"{path} is damaged or no backup: {error}") from error
    except OSError as error:  # also a full disk, and a name longer than this file system takes
        raise BackupError(f"cannot read or unpack {path}: {error}") from error


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """(name, content) of every file in an archive, in order; every name is one that a backup may hold.

    Raises BackupError for anything else, such as links or ways out of the folder. To be used within ``reading``.
    """
    with gzip.open(path) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
        for member in tar:
            if not member.isreg() or not _is_ours(member.name):
                raise BackupError(f"this is no backup of this site: it holds {member.name!r}")
            content = tar.extractfile(member)
            assert content is not None
            yield member.name, content
        while stream.read(_BLOCK):  # to its end, where gzip's own check of the whole is
            pass


def _is_ours(name: str) -> bool:
    if name in (MANIFEST, THESAURUS, *DATABASES.values()):
        return True
    inside = PurePosixPath(name.removeprefix(MEDIA))
    odd = "\\" in name or "\0" in name or any(part in ("", ".", "..") for part in name.split("/"))
    return name.startswith(MEDIA) and not odd and not inside.is_absolute()


def verify(path: Path) -> Manifest:
    """Reads the whole archive and compares every part with the manifest. Writes nothing. Raises BackupError."""
    found: dict[str, Part] = {}
    manifest: Manifest | None = None
    with reading(path):
        for name, content in members(path):
            if name in found or manifest is not None:
                raise BackupError(f"{path} is damaged: {name} is there twice, or after the end")
            if name == MANIFEST:
                manifest = _manifest(content.read(LARGEST_MANIFEST))
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
