"""Makes a backup while the site goes on."""

import json
import os
import platform
import shutil
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from wagtail.models import Page

from cases.models import Case, Topic
from cases.selectors.concept_record import thesaurus_file

from . import databases
from .archive import DATABASES, FOLDERS, FORMAT, MANIFEST, THESAURUS, BackupError, Manifest, Part, add, add_text

UNFINISHED = ".backup-"  # begin of the name of a folder in which a backup is made
ABANDONED = 86_400.0  # seconds after which such a folder is nobody's: no backup takes a day


def make_backup(target: Path, progress: Callable[[int], object] = lambda count: None) -> Path:
    """Writes a backup into the file ``target``, or into a new file where that is a folder; returns which.

    The file appears when it is whole, readable by its owner only. The database is that of one moment; files follow it,
    so that whatever a page of that moment shows is there. Raises BackupError; an existing file is never replaced.
    """
    if target.is_dir():
        target = target / f"backup-{timezone.now():%Y%m%d-%H%M%S}.tar.gz"
    if target.exists():
        raise BackupError(f"{target} is there already")
    if not target.parent.is_dir():
        raise BackupError(f"there is no folder {target.parent}")
    _remove_what_killed_backups_left(target.parent)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=UNFINISHED) as folder:
        half = Path(folder) / "backup.tar.gz"
        with open(half, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                _fill(tar, Path(folder), progress)
            file.flush()
            os.fsync(file.fileno())
        os.link(half, target)  # unlike a rename, it fails where somebody was faster
    return target


def _remove_what_killed_backups_left(folder: Path) -> None:
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.is_dir() and not left.is_symlink() and time.time() - left.stat().st_mtime > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _fill(tar: tarfile.TarFile, folder: Path, progress: Callable[[int], object]) -> None:
    name = DATABASES[connection.vendor]
    databases.dump(folder / name)
    parts: dict[str, Part] = {name: add(tar, name, folder / name)}
    thesaurus = json.dumps(thesaurus_file().model_dump(mode="json"), ensure_ascii=False, indent=2)
    parts[THESAURUS] = add_text(tar, THESAURUS, thesaurus + "\n")
    for name, path in _files():
        parts[name] = add(tar, name, path)
        progress(1)
    manifest = Manifest(
        format=FORMAT,
        made_at=timezone.now().isoformat(timespec="seconds"),
        database=connection.vendor,
        versions={
            "python": platform.python_version(),
            "django": django.__version__,
            "wagtail": wagtail.__version__,
            "database": databases.server_version(),
        },
        migrations=sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
        counts={
            model.__name__.lower(): model._default_manager.count() for model in (Page, Case, Topic, get_user_model())
        },
        parts=parts,
    )
    add_text(tar, MANIFEST, manifest.model_dump_json(indent=1))


def _files() -> Iterator[tuple[str, Path]]:
    """(name in the backup, place) of uploaded files; what only links to somewhere else is none."""
    for folder, setting in FOLDERS.items():
        root = Path(getattr(settings, setting))
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield folder + path.relative_to(root).as_posix(), path
