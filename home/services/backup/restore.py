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
from home.services.set_up_lock import set_up_lock
from search.sync.log import begin_anew

from . import databases
from .archive import DATABASES, MEDIA, BackupError, Manifest, members, reading, verify

Say = Callable[[str], object]


def restore_backup(path: Path, *, force: bool = False, say: Say = lambda text: None) -> Manifest:
    """Replaces database and media by those of a backup, brings the schema up to date; the index is left to the caller.

    Nothing is touched before the whole archive has been compared with its checksums. The database is replaced in one
    transaction, media by a rename; when either fails, the site is as it was. Raises BackupError; without ``force`` also
    where the site holds cases, accounts or media.
    """
    say("Checksums ...")
    manifest = verify(path)
    _check_fits(manifest)
    with set_up_lock(lambda: say("Another process sets this site up; waiting ...")):
        if not force and (held := _held()):
            raise BackupError(f"this site holds {held}; --force replaces all of it")
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restore-") as folder:
            say("Unpacking ...")
            _unpack(path, Path(folder))
            seen = _public_version()
            say("Database ...")
            databases.load(Path(folder) / DATABASES[manifest.database])
            _swap_media(Path(folder))
        say("Schema ...")
        call_command("migrate", verbosity=0, interactive=False)
        _turn_pages(seen)
        begin_anew()  # the indexes of all nodes are of another database; the one on this disk is built by the caller
    return manifest


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


def _unpack(path: Path, folder: Path) -> None:
    with reading(path):
        for name, content in members(path):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                shutil.copyfileobj(content, file, 1 << 20)


def _swap_media(folder: Path) -> None:
    media, new, old = Path(settings.MEDIA_ROOT), folder / MEDIA, folder / "media-before"
    new.mkdir(exist_ok=True)
    if media.exists():
        media.rename(old)
    new.rename(media)


def _public_version() -> int:
    if PublicVersion._meta.db_table not in connection.introspection.table_names():
        return 0
    return PublicVersion.objects.values_list("number", flat=True).first() or 0


def _turn_pages(seen: int) -> None:
    """Ready pages that processes kept from before are not shown again: the number is one that none has seen."""
    restored = _public_version()
    PublicVersion.objects.update_or_create(pk=1, defaults={"number": max(seen, restored) + 1})
    forget_public_version()
