"""Puts a backup in the place of what a site holds."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cases.models import Case
from home.models import PublicVersion
from home.selectors.public_version import forget_public_version
from home.services.set_up_lock import holder, set_up_lock
from search.sync.log import begin_anew

from . import databases
from .archive import DATABASES, FOLDERS, BackupError, Manifest, members, reading, verify

Say = Callable[[str], object]
PREFIX = "restore-"  # of folders in DATA_DIR in which a restore is at work
LOADED = "loaded"  # file there that says that the database is the backup's, and which version of the pages was seen


def restore_backup(path: Path, *, force: bool = False, say: Say = lambda text: None) -> Manifest:
    """Replaces database and media by those of a backup, brings the schema up to date; the index is left to the caller.

    Nothing is touched before the whole archive has been compared with its checksums. Whatever ends it before the
    database is replaced, which is one transaction, leaves the site as it was; after that ``take_up`` does the rest.
    Raises BackupError; without ``force`` also where the site holds cases, accounts or media.
    """
    _make_folder()
    room = shutil.disk_usage(settings.DATA_DIR).free
    say("Checksums ...")
    manifest = verify(path, room)
    _check_fits(manifest)
    with set_up_lock(lambda: say(f"Waiting for {holder()}, which sets this site up ...")):
        take_up()
        if not force and (held := _held()):
            raise BackupError(f"this site holds {held}; --force replaces all of it")
        folder = Path(tempfile.mkdtemp(dir=settings.DATA_DIR, prefix=PREFIX))
        try:
            say("Unpacking ...")
            _unpack(path, folder, room)
            for name in FOLDERS:  # that of an older version has no submissions
                (folder / name).mkdir(exist_ok=True)
            seen = _public_version()
            marker = folder / f"{LOADED}.new"  # written before, since afterwards the disk may be full
            marker.write_text(str(seen), encoding="ascii")
            say("Database ...")
            databases.load(folder / DATABASES[manifest.database])
            marker.replace(folder / LOADED)
        except BaseException:
            shutil.rmtree(folder)
            raise
        _finish(folder, say)
    return manifest


def take_up(say: Say = lambda text: None) -> None:
    """Ends a restore that was killed: where it had replaced the database, media and schema follow; else nothing stays.

    To be called by whoever holds the lock of the set-up.
    """
    for folder in sorted(settings.DATA_DIR.glob(f"{PREFIX}*")):
        if (folder / LOADED).exists():
            _finish(folder, say)
        else:
            shutil.rmtree(folder)


def _finish(folder: Path, say: Say) -> None:
    """Does what follows the database: media, schema, marks of change. It may be done again from any point."""
    seen = int((folder / LOADED).read_text(encoding="ascii"))
    say("Media ...")
    try:
        for name, setting in FOLDERS.items():
            _swap(folder, name, Path(getattr(settings, setting)))
    except OSError as error:
        raise BackupError(f"the database is restored, media are not yet ({error}): run it again") from error
    say("Schema ...")
    call_command("migrate", verbosity=0, interactive=False)
    _turn_pages(seen)
    begin_anew()  # the indexes of all nodes are of another database; the one on this disk is built by the caller
    shutil.rmtree(folder)


def _make_folder() -> None:
    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"DATA_DIR ({settings.DATA_DIR}) cannot be written: {error.strerror}") from error


def _check_fits(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise BackupError(f"this is a backup of {manifest.database}; this site runs on {connection.vendor}")
    here = MigrationLoader(None).disk_migrations
    known = {*here, *(old for migration in here.values() for old in migration.replaces)}
    if newer := sorted(set(manifest.migrations) - {f"{app}.{name}" for app, name in known}):
        raise BackupError(f"the backup was made by a newer version of the site: it knows {newer[0]}, this one does not")


def _held() -> str:
    """Description of what a restore would replace; "" on a new site."""
    tables = connection.introspection.table_names()
    for model, name in ((Case, "cases"), (get_user_model(), "accounts")):
        if model._meta.db_table in tables and model._default_manager.exists():
            return name
    media = Path(settings.MEDIA_ROOT)
    return "media" if media.is_dir() and any(media.iterdir()) else ""


def _unpack(path: Path, folder: Path, room: int) -> None:
    with reading(path):
        for name, content in members(path, room):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                shutil.copyfileobj(content, file, 1 << 20)


def _swap(folder: Path, name: str, place: Path) -> None:
    """Puts a folder of the backup in its place, by renaming; what stood there goes with the backup's folder."""
    new, old = folder / name, folder / f"{name.rstrip('/')}-before"
    if not new.exists():  # done before
        return
    if place.exists():
        place.rename(old if not old.exists() else folder / f"{name.rstrip('/')}-meanwhile")
    new.rename(place)


def _public_version() -> int:
    if PublicVersion._meta.db_table not in connection.introspection.table_names():
        return 0
    return PublicVersion.objects.values_list("number", flat=True).first() or 0


def _turn_pages(seen: int) -> None:
    """Ready pages that processes kept from before are not shown again: the number is one that none has seen."""
    restored = _public_version()
    PublicVersion.objects.update_or_create(pk=1, defaults={"number": max(seen, restored) + 1})
    forget_public_version()
