"""A restore that is killed, filled up or led astray: the site is as it was, or as it was to be, and never between."""

import gzip
import io
import os
import random
import shutil
import signal
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from cases.models import Case
from home.models import PublicVersion
from home.services.backup import BackupError, make_backup, restore_backup, take_up
from home.services.backup.archive import DATABASES, LARGEST_HEADER, verify
from search.contract.index import Position
from search.sync.log import end, leads_on_from

ROOM = 10**10
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = folder = tmp_path / "media"
    settings.SUBMISSION_DIR = tmp_path / "submissions"
    settings.DATA_DIR = tmp_path
    folder.mkdir()
    (folder / "picture.png").write_bytes(b"of the backup")
    return folder


@pytest.fixture
def backup(media: Path, tmp_path: Path) -> Path:
    """A backup with one account and one picture, and the site as it went on: another account, another picture."""
    User.objects.create_user("of-the-backup")
    path = make_backup(tmp_path / "good.tar.gz")
    User.objects.all().delete()
    User.objects.create_user("of-the-site")
    (media / "picture.png").write_bytes(b"of the site")
    return path


def state(media: Path) -> tuple[list[str], str]:
    return list(User.objects.values_list("username", flat=True)), (media / "picture.png").read_text()


OLD, NEW = (["of-the-site"], "of the site"), (["of-the-backup"], "of the backup")


def killed_at(path: Path, moment: str) -> None:
    """A process that restores and is killed when it comes to that step."""

    def say(text: str) -> None:
        if text.startswith(moment):
            os.kill(os.getpid(), signal.SIGKILL)

    connections.close_all()  # no two processes on one connection
    pid = os.fork()
    if pid == 0:
        try:
            restore_backup(path, force=True, say=say)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), "it was to be killed, and ended by itself"


def leftovers(tmp_path: Path) -> list[Path]:
    return list(tmp_path.glob("restore-*"))


@pytest.mark.parametrize("moment", ["Checksums", "Unpacking", "Database"])
def test_killed_before_the_database_was_replaced_the_site_is_as_it_was(
    backup: Path, media: Path, tmp_path: Path, moment: str
) -> None:
    killed_at(backup, moment)
    assert state(media) == OLD
    take_up()
    assert state(media) == OLD and not leftovers(tmp_path)


@pytest.mark.parametrize("moment", ["Media", "Schema"])
def test_killed_after_it_the_next_start_does_the_rest(backup: Path, media: Path, tmp_path: Path, moment: str) -> None:
    before, seen = end(), PublicVersion.objects.values_list("number", flat=True).first() or 0
    killed_at(backup, moment)
    assert leftovers(tmp_path)
    take_up()
    assert state(media) == NEW and not leftovers(tmp_path)
    assert not leads_on_from(Position("of another node", before)), "indexes are built anew"
    assert PublicVersion.objects.get().number > seen
    take_up()
    assert state(media) == NEW


def test_killed_between_the_two_renames_of_media_nothing_of_either_is_lost(
    backup: Path, media: Path, tmp_path: Path
) -> None:
    killed_at(backup, "Media")
    [folder] = leftovers(tmp_path)
    media.rename(folder / "media-before")
    take_up()
    assert state(media) == NEW and not leftovers(tmp_path)


def test_the_next_restore_begins_with_what_was_left(backup: Path, media: Path, tmp_path: Path) -> None:
    killed_at(backup, "Schema")
    call_command("restore", backup, force=True, verbosity=0)
    assert state(media) == NEW and not leftovers(tmp_path)


def test_a_site_with_data_is_left_alone_without_force(backup: Path, media: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds accounts; --force replaces"):
        call_command("restore", backup, verbosity=0)
    User.objects.all().delete()
    with pytest.raises(CommandError, match="holds media"):
        call_command("restore", backup, verbosity=0)
    assert (media / "picture.png").read_text() == "of the site" and not leftovers(tmp_path)


def test_an_older_site_is_brought_up_to_date(media: Path, tmp_path: Path) -> None:
    call_command("migrate", "home", "0004", verbosity=0)
    try:
        path = make_backup(tmp_path / "older.tar.gz")
    finally:
        call_command("migrate", verbosity=0)
    restore_backup(path, force=True)
    applied = MigrationRecorder(connection).applied_migrations()
    assert ("home", "0005_heartbeats_of_processes") in applied
    with connection.cursor() as cursor:
        columns = {one.name for one in connection.introspection.get_table_description(cursor, "home_heartbeat")}
    assert "process" in columns
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def archive(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz", format=tarfile.PAX_FORMAT) as tar:
        for information, content in members:
            tar.addfile(information, io.BytesIO(content))
    return path


def member(name: str, size: int = 0) -> tarfile.TarInfo:
    information = tarfile.TarInfo(name)
    information.size = size
    return information


def test_a_bomb_is_told_by_the_room_there_is_and_read_no_further(tmp_path: Path) -> None:
    size = 200_000_000
    path = tmp_path / "bomb.tar.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(member("media/bomb.png", size).tobuf())
        for _turn in range(200):
            file.write(bytes(1_000_000))
    assert path.stat().st_size < 300_000
    with pytest.raises(BackupError, match="more than there is room for"):
        verify(path, 50_000_000)
    with pytest.raises(BackupError, match="before its manifest"):
        verify(path, ROOM)


def test_no_header_fills_the_memory(tmp_path: Path) -> None:
    for kind in (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK):
        header = member("x", 50 * LARGEST_HEADER)
        header.type = kind
        path = tmp_path / "header.tar.gz"
        with gzip.open(path, "wb") as file:
            file.write(header.tobuf(format=tarfile.GNU_FORMAT))
            for _turn in range(50):
                file.write(b"7" * LARGEST_HEADER)
        with pytest.raises(BackupError, match="without an end"):
            verify(path, ROOM)


def test_many_empty_files_are_no_long_header(media: Path, tmp_path: Path) -> None:
    for number in range(2 * LARGEST_HEADER // 512 // 3):
        (media / f"{number}.txt").touch()
    assert len(verify(make_backup(tmp_path / "many.tar.gz"), ROOM).parts) > 1_300


def test_a_sparse_file_is_none_of_ours(tmp_path: Path) -> None:
    information = member("media/sparse.png")
    information.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.map": "0,1",
                               "GNU.sparse.size": str(10**18), "GNU.sparse.name": "media/sparse.png"}  # fmt: skip
    with pytest.raises(BackupError):
        verify(archive(tmp_path / "sparse.tar.gz", (information, b"")), ROOM)


def test_what_is_changed_anywhere_is_refused_in_a_sentence(backup: Path, tmp_path: Path) -> None:
    whole, chance = gzip.decompress(backup.read_bytes()), random.Random(7)
    place, refused = tmp_path / "changed.tar.gz", 0
    for turn in range(60):
        changed = bytearray(whole)
        # Headers of the tar as well, which no checksum of ours guards.
        where = chance.randrange(2048) if turn % 2 else chance.randrange(len(changed))
        changed[where] ^= chance.randrange(1, 256)
        place.write_bytes(gzip.compress(bytes(changed), 1))
        try:
            manifest = verify(place, ROOM)
        except BackupError as error:
            assert len(str(error)) < 500 and "Traceback" not in str(error)
            refused += 1
        else:  # of a header, what says nothing of the file
            assert set(manifest.parts) >= {DATABASES[connection.vendor]}
    assert refused > 30


def test_a_folder_that_cannot_be_written_is_said(backup: Path, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "good.tar.gz" / "below"
    with pytest.raises(BackupError, match=r"DATA_DIR .* cannot be written"):
        restore_backup(backup, force=True)
    assert Case.objects.count() == 0 and shutil.disk_usage(tmp_path).free
