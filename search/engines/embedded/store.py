"""Store of the index on disk: its generations, and the pointer to the one that answers."""

import errno
import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import structlog
import tantivy

from search.contract.errors import EngineUnavailable, Refused
from search.contract.faults import Fault, Kind
from search.contract.index import Position

from .generation import Generation
from .position import POSITION, read_position, replace
from .schema import build_schema, fingerprint
from .soundness import SoundFiles, Stamp, damaged, is_failure, stamp_of
from .writing import writing

POINTER = "current.json"
LOOKED_AT_AGAIN = 30.0  # seconds after which a damaged index is looked at again: somebody may have put it right
logger = structlog.get_logger(__name__)


class Found(NamedTuple):
    """Fault of the generation that a state of the pointer names, and when it was found."""

    pointer: Stamp | None
    fault: Fault
    at: float


class Store:
    """A folder of index generations; a file, replaced in one step, names the one that answers and the one kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sound = SoundFiles()
        self._answering: Generation | None = None
        self._stamp: Stamp | None = None
        self._found: Found | None = None

    def generation(self, name: str | None = None) -> Generation:
        """The one that answers, opened once and again after a swap by any process; or the one of that name.

        Raises EngineUnavailable where there is none, or it is not sound.
        """
        if name is not None:
            return Generation(self.folder / name, self._sound)
        stamp = stamp_of(self.folder / POINTER)
        if stamp is None:
            raise EngineUnavailable(Fault(Kind.NO_INDEX))
        found = self._found
        if found is not None and found.pointer == stamp and monotonic() - found.at < LOOKED_AT_AGAIN:
            raise EngineUnavailable(found.fault)
        if self._answering is None or stamp != self._stamp:
            with self._noting(stamp):
                self._answering, self._stamp = Generation(self.folder / self._name(), self._sound), stamp
        return self._answering

    @contextmanager
    def reading(self, name: str | None = None) -> Iterator[Generation]:
        """The generation that answers, or the one of that name, to read from it.

        Whatever goes wrong within is raised as EngineUnavailable: the damage behind it, where there is any; else as
        Refused, since an index that is sound should have answered.
        """
        generation = self.generation(name)
        with self._noting(self._stamp if name is None else None):
            try:
                yield generation
            except BaseException as error:
                if isinstance(error, EngineUnavailable) or not is_failure(error):
                    raise
                generation.check(again=True)
                logger.error("search_index_refused", generation=generation.folder.name, exc_info=error)
                raise Refused(f"the index is sound, and does not answer this: {error!r}") from error

    def fault(self, *, thorough: bool = False) -> Fault | None:
        """Fault of the generation that answers, None where it is sound; ``thorough`` reads all of it again.

        Raises EngineUnavailable where it does not answer for another reason.
        """
        try:
            generation = self.generation()
            with self._noting(self._stamp):
                generation.check(again=thorough)
                if generation.position() is None:
                    raise damaged(POSITION)
        except EngineUnavailable as error:
            if error.fault is None:
                raise
            return error.fault
        if all(os.access(folder, os.W_OK | os.X_OK, effective_ids=True) for folder in (self.folder, generation.folder)):
            return None
        return Fault(Kind.UNWRITABLE, os.strerror(errno.EACCES))

    @contextmanager
    def _noting(self, pointer: Stamp | None) -> Iterator[None]:
        """Remembers a fault that is found within, so that not every search reads all files for it."""
        try:
            yield
        except EngineUnavailable as error:
            if error.fault is not None and error.fault.kind is Kind.DAMAGED and pointer is not None:
                if self._found is None or self._found[:2] != (pointer, error.fault):
                    logger.error("search_index_damaged", reason=str(error))
                self._found, self._answering = Found(pointer, error.fault, monotonic()), None
            raise

    def _name(self) -> str:
        """Name of the generation that answers. Raises EngineUnavailable where the pointer names none."""
        name = self._pointer().get("name")
        if not isinstance(name, str) or Path(name).name != name:
            raise damaged(POINTER)
        if stamp_of(self.folder / name) is None:
            raise damaged(name)
        return name

    def _pointer(self) -> dict[str, Any]:
        """Content of the pointer; nothing where it is none."""
        try:
            content = json.loads((self.folder / POINTER).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return {}
        if not isinstance(content, dict) or not isinstance(content.get("kept") or {}, dict):
            return {}
        return content

    def _point(self, content: dict[str, Any]) -> None:
        with writing():
            replace(self.folder / POINTER, json.dumps(content))

    def is_current(self) -> bool:
        """Whether the index that answers was made with today's fields and text analysis."""
        content = self._pointer()
        return content.get("fingerprint") == fingerprint() and (self.folder / str(content.get("name"))).is_dir()

    def position(self) -> Position | None:
        """Position of the generation that answers; None where it cannot be told."""
        name = str(self._pointer().get("name"))
        kept = read_position(self.folder / name)
        return None if kept is None else Position(name, kept.number)

    def set_position(self, number: int, name: str | None = None) -> None:
        """Notes it, on the disk, for the generation that answers or the one of that name."""
        generation = self.generation(name)
        with writing():
            generation.set_position(number)

    def new_generation(self) -> str:
        """Begins an empty index beside the one that answers; its name."""
        name = f"generation-{uuid.uuid4().hex[:12]}"
        path = self.folder / name
        with writing():
            path.mkdir(parents=True)
            tantivy.Index(build_schema(), path=str(path))
        return name

    def activate(self, name: str) -> None:
        """Lets a generation answer from the next search on, in every process. The one before is kept, if sound."""
        before = self._pointer()
        kept = {key: before[key] for key in ("name", "fingerprint") if key in before}
        if self._found is not None and self._found.pointer == stamp_of(self.folder / POINTER):
            kept = before.get("kept") or {}
        self._point({"name": name, "fingerprint": fingerprint(), "kept": kept})

    def roll_back(self) -> str | None:
        """Lets the kept generation answer again, and keeps the other; its name, None where none is kept.

        Raises EngineUnavailable where the kept one is damaged.
        """
        now = self._pointer()
        kept = now.get("kept") or {}
        if not kept or not (self.folder / kept["name"]).is_dir():
            return None
        self.generation(kept["name"]).check()
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
                self._sound.forget(path)
        for path in self.folder.glob(f"{POINTER}.*"):
            with suppress(OSError):
                path.unlink(missing_ok=True)
