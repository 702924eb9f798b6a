"""What was backed up comes back, on SQLite and PostgreSQL alike; what is not whole changes nothing."""

import hashlib
import io
import json
import os
import signal
import tarfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat

from cases.models import CaseStudyPage, Topic
from cases.services.imports.cases import ImportOptions, import_cases
from home.models import PublicVersion
from home.services.backup import BackupError, make_backup, restore_backup
from home.services.backup.archive import DATABASES, verify
from home.services.backup.make import ABANDONED, _remove_what_killed_backups_left
from search.contract.index import Position
from search.engines import get_engine
from search.sync.consistency import check
from search.sync.log import end, leads_on_from
from tests.conftest import as_file

Parts = dict[str, bytes]
ROOM = 10**10  # bytes that an archive may unpack to


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """Two uploaded files, one with a Persian name in a folder; beside them one of a submission."""
    settings.MEDIA_ROOT = folder = tmp_path / "media"
    settings.SUBMISSION_DIR = tmp_path / "submissions"
    settings.SUBMISSION_DIR.mkdir()
    (settings.SUBMISSION_DIR / "plan.pdf").write_bytes(b"%PDF of a submission")
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "گزارش.pdf").write_bytes(b"%PDF")
    (folder / "picture.png").write_bytes(bytes(range(256)) * 5000)
    return folder


@pytest.mark.django_db(transaction=True)
def test_there_and_back(media: Path, tmp_path: Path, starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    User.objects.create_user("keeper")
    live = CaseStudyPage.objects.live().count()
    before = end()
    call_command("backup", tmp_path, verbosity=0)
    [file] = tmp_path.glob("backup-*.tar.gz")
    assert file.stat().st_mode & 0o777 == 0o600
    seen = PublicVersion.objects.get().number
    CaseStudyPage.objects.first().unpublish()
    Topic.objects.update(code=Concat(Value("x-"), "code"))
    User.objects.create_user("later")
    (media / "picture.png").unlink()
    (media / "later.png").write_bytes(b"later")
    submissions = media.with_name("submissions")
    (submissions / "plan.pdf").write_bytes(b"another")

    with pytest.raises(CommandError, match="holds cases"):
        call_command("restore", file, verbosity=0)
    assert User.objects.filter(username="later").exists() and (media / "later.png").exists()

    call_command("restore", file, force=True, verbosity=0)
    assert CaseStudyPage.objects.live().count() == live and not Topic.objects.filter(code__startswith="x-").exists()
    assert list(User.objects.values_list("username", flat=True)) == ["keeper"]
    assert {path.name for path in media.rglob("*") if path.is_file()} == {"گزارش.pdf", "picture.png"}
    assert (media / "picture.png").read_bytes() == bytes(range(256)) * 5000
    assert (submissions / "plan.pdf").read_bytes() == b"%PDF of a submission"
    assert not check(), "the index was built from what came back"
    assert not leads_on_from(Position("of another node", before)), "the others build theirs"
    assert leads_on_from(get_engine().position())
    assert PublicVersion.objects.get().number > seen, "pages kept from before are not shown"
    assert User.objects.create_user("new").pk, "numbers go on after those that came back"
    assert not list(tmp_path.glob(".backup-*"))


@pytest.fixture
def parts(transactional_db: None, media: Path, tmp_path: Path) -> Parts:
    """What is in a good backup, by name, the manifest last."""
    path = make_backup(tmp_path / "good.tar.gz")
    with tarfile.open(path) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]


def write(path: Path, parts: Parts) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def manifest(parts: Parts, **changes: Any) -> bytes:
    """The manifest that fits the parts, changed."""
    value = json.loads(parts["manifest.json"])
    value["parts"] = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in parts.items()
        if name != "manifest.json"
    }
    return json.dumps(value | changes).encode()


def without(parts: Parts, name: str) -> Parts:
    return {other: content for other, content in parts.items() if other != name}


def with_manifest(parts: Parts, **changes: Any) -> Parts:
    return {**without(parts, "manifest.json"), "manifest.json": manifest(parts, **changes)}


def of_another_database(parts: Parts) -> Parts:
    here = connection.vendor
    other = next(vendor for vendor in DATABASES if vendor != here)
    content = parts[DATABASES[here]]
    return with_manifest({DATABASES[other]: content, **without(parts, DATABASES[here])}, database=other)


HOSTILE = [
    "../outside",
    "/etc/outside",
    "media/../../outside",
    "media//etc",
    "media/./x",
    "media\\..\\x",
    "submissions/../x",
    "other.txt",
]
DAMAGE: dict[str, tuple[str, Callable[[Parts], Parts]]] = {
    "a changed byte": ("not what they were", lambda parts: {**parts, "media/picture.png": b"changed"}),
    "a missing picture": ("not what they were", lambda parts: without(parts, "media/picture.png")),
    "one too many": ("not what they were", lambda parts: {"media/odd.png": b"", **parts}),
    "no manifest": ("ends before its manifest", lambda parts: without(parts, "manifest.json")),
    "a manifest that is none": ("cannot be read", lambda parts: {**parts, "manifest.json": b"{}"}),
    "another format": ("has format 2", lambda parts: with_manifest(parts, format=2)),
    "another database": ("this site runs on", of_another_database),
    "a newer schema": ("newer version", lambda parts: with_manifest(parts, migrations=["cases.9999_later"])),
}
for hostile in HOSTILE:
    DAMAGE[hostile] = (
        "no backup of this site",
        partial(lambda name, parts: with_manifest({name: b"x", **parts}), hostile),
    )


@pytest.mark.parametrize("what", list(DAMAGE))
def test_what_is_not_whole_changes_nothing(parts: Parts, media: Path, tmp_path: Path, what: str) -> None:
    message, damage = DAMAGE[what]
    path = write(tmp_path / "bad.tar.gz", damage(parts))
    before = sorted(str(item) for item in tmp_path.parent.rglob("*"))
    User.objects.create_user("here")
    with pytest.raises(BackupError, match=message):
        restore_backup(path, force=True)
    assert User.objects.get().username == "here" and (media / "picture.png").exists()
    assert sorted(str(item) for item in tmp_path.parent.rglob("*")) == before


def test_a_database_that_cannot_be_loaded_leaves_the_site_as_it_was(
    parts: Parts, media: Path, tmp_path: Path, settings: Any
) -> None:
    name = DATABASES[connection.vendor]
    path = write(tmp_path / "bad.tar.gz", with_manifest({**parts, name: parts[name][: len(parts[name]) // 2]}))
    User.objects.create_user("here")
    (media / "later.png").write_bytes(b"later")
    with pytest.raises(BackupError):
        restore_backup(path, force=True)
    assert User.objects.get().username == "here" and (media / "later.png").exists()
    assert not list(settings.DATA_DIR.glob("restore-*"))


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
        with tarfile.open(tmp_path / "link.tar.gz", "w:gz") as tar:
            member = tarfile.TarInfo("media/link")
            member.type, member.linkname = kind, "/etc/passwd"
            tar.addfile(member)
        with pytest.raises(BackupError, match="no backup of this site"):
            verify(tmp_path / "link.tar.gz", ROOM)


def test_cut_short_or_no_archive_at_all(parts: Parts, tmp_path: Path) -> None:
    whole = (tmp_path / "good.tar.gz").read_bytes()
    for content in (whole[: len(whole) // 2], whole[:-5], b"", b"no archive", whole[:100] + b"XX" + whole[102:]):
        (tmp_path / "cut.tar.gz").write_bytes(content)
        with pytest.raises(BackupError):
            verify(tmp_path / "cut.tar.gz", ROOM)
    with pytest.raises(BackupError, match="no file"):
        verify(tmp_path / "missing.tar.gz", ROOM)


def test_a_backup_replaces_no_file_and_wants_a_folder(parts: Parts, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="already"):
        make_backup(tmp_path / "good.tar.gz")
    with pytest.raises(BackupError, match="no folder"):
        make_backup(tmp_path / "none" / "backup.tar.gz")


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_is_ended_leaves_nothing_behind(media: Path, tmp_path: Path) -> None:
    with open(media / "large", "wb") as file:
        file.truncate(4 * 10**9)  # takes no room, and long enough to pack for the signal to come in the middle
    folder = tmp_path / "backups"
    folder.mkdir()
    child = os.fork()
    if child == 0:  # a process of its own, as cron has one
        with suppress(BaseException):
            signal.alarm(30)
            call_command("backup", folder, verbosity=0)
        os._exit(0)
    deadline = time.monotonic() + 20
    while not any(folder.glob(".backup-*/backup.tar.gz")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert any(folder.iterdir()), "it was on its way"
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)
    assert list(folder.iterdir()) == []


def test_what_a_killed_backup_left_goes_with_the_next_after_a_day(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in (".backup-old", ".backup-fresh", "backups"))
    for folder in (old, fresh, other):
        folder.mkdir()
        (folder / "half").write_bytes(b"x")
        os.utime(folder, (time.time() - ABANDONED - 60,) * 2)
    os.utime(fresh)
    _remove_what_killed_backups_left(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".backup-fresh", "backups"}
