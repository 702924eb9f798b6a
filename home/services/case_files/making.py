"""Files of cases: made once for what they say, kept on the disk of the machine under a name that says it."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue

import structlog
from django.conf import settings

from search.sync.exclusive import held_on_disk

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 25  # seconds that a file may take; most take one
REST = 600  # seconds before a file that failed is tried again
KEPT = 4  # files of one kind of a case in a language: as several machines, or names of the site, may ask for
FONTS = ("arabic", "latin", "latin-ext")  # of Vazirmatn, as npm brings them; without them those of the system
logger = structlog.get_logger(__name__)


class Busy(Exception):
    """A file is being made on this machine."""


class NotMade(Exception):
    """A file could not be made."""


@dataclass(frozen=True)
class CaseFile:
    """File to make. ``name``: of its kind, case and language; the first of ``variants`` that fits is taken.

    ``pictures``: paths of the pictures in it, by the keys under which the document names them.
    """

    name: str
    variants: Sequence[str]
    most_pages: int = 0
    pictures: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Digest of all that decides how the file looks."""
        looks = [self.variants, self.most_pages, version("weasyprint"), sorted(_fonts()), sorted(self.pictures.items())]
        told = json.dumps(looks)
        return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()

    @property
    def path(self) -> Path:
        """Path of the file, whether it is there or not."""
        folder: Path = settings.DATA_DIR / "case-files"
        return folder / f"{self.name}-{self.digest}.pdf"


def made_file(file: CaseFile, patience: float = 0) -> Path:
    """Path of the file, which is made where it is not there; one at a time on a machine.

    Raises Busy where another is being made longer than ``patience`` seconds, and NotMade.
    """
    path = file.path
    if path.exists():
        return path
    failed = path.with_suffix(".failed")
    with suppress(OSError):
        if time.time() - failed.stat().st_mtime < REST:
            raise NotMade
    try:
        with held_on_disk(path.parent / ".making", patience) as held:
            if not held:
                raise Busy
            if not path.exists():  # made while we waited
                _make(file, path, failed)
    except OSError as error:  # such as a folder that cannot be written
        logger.warning("case_file_not_made", file=path.name, reason=str(error)[-500:])
        raise NotMade from error
    return path


def forget_files(code: str = "*") -> None:
    """Deletes the files of a case, or of all; whoever asks for one that is still public has it made again."""
    folder: Path = settings.DATA_DIR / "case-files"
    with suppress(OSError):
        for path in folder.glob(f"{code}-*-*-*.*"):
            path.unlink(missing_ok=True)


def awaited_file(file: CaseFile, seconds: float) -> Path:
    """Path of the file, waited for so long at most; it is made on in the background. Raises Busy and NotMade."""
    if (path := file.path).exists():
        return path
    outcome: SimpleQueue[Path | Busy | NotMade] = SimpleQueue()

    def work() -> None:
        try:
            outcome.put(made_file(file))
        except (Busy, NotMade) as error:
            outcome.put(error)

    threading.Thread(target=work, name="case-file", daemon=True).start()
    try:
        found = outcome.get(timeout=seconds)
    except Empty:
        raise Busy from None
    if isinstance(found, Path):
        return found
    raise found


def _make(file: CaseFile, path: Path, failed: Path) -> None:
    began = time.monotonic()
    try:
        pdf = _typeset(file)
        aside = path.with_suffix(f".{os.getpid()}")
        aside.write_bytes(pdf)
        aside.replace(path)
    except (OSError, subprocess.SubprocessError, NotMade) as error:
        with suppress(OSError):
            failed.touch()
        logger.warning("case_file_not_made", file=path.name, reason=str(error)[-500:])
        raise NotMade from error
    _tidy(path.parent, file.name, path)
    logger.info("case_file_made", file=path.name, bytes=len(pdf), seconds=round(time.monotonic() - began, 2))


def _typeset(file: CaseFile) -> bytes:
    folder = str(file.path.parent)
    asked = {
        "variants": file.variants,
        "most_pages": file.most_pages,
        "fonts": _fonts(),
        "folder": folder,
        "pictures": dict(file.pictures),
    }
    run = subprocess.run(  # our own program
        [sys.executable, "-m", "home.services.case_files.typesetting"],
        input=json.dumps(asked).encode(),
        capture_output=True,
        timeout=PATIENCE,
        cwd=ROOT,
        check=False,
    )
    if run.returncode or not run.stdout.startswith(b"%PDF"):
        raise NotMade(f"status {run.returncode}: {run.stderr.decode(errors='replace')[-400:]}")
    return run.stdout


def _tidy(folder: Path, name: str, newest: Path) -> None:
    """Deletes what a case said before: of its files of this name all but the last few."""
    others = [path for path in folder.glob(f"{name}-*") if path != newest]
    with suppress(OSError):
        for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1 :]:
            path.unlink(missing_ok=True)


def _fonts() -> dict[str, str]:
    files = {font: settings.VAZIRMATN / f"vazirmatn-{font}-wght-normal.woff2" for font in FONTS}
    return {font: str(path) for font, path in files.items() if path.exists()}
