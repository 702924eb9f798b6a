"""A machine that cannot run the site: one sentence says why and what to do, before any work, and no traceback."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from home.services import start_checks
from home.services.start_checks import trouble_with_folder, trouble_with_port
from tests.site_pattern import ROOT, own_environment


@contextmanager
def listening() -> Iterator[str]:
    """A port that somebody has who says nothing."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield str(server.getsockname()[1])


def checks(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "home.services.start_checks", *arguments]
    everything = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=everything, capture_output=True, text=True, timeout=60, check=False)


def is_one_sentence(text: str) -> bool:
    return len(text.splitlines()) == 1 and "Traceback" not in text and ":" in text


def test_a_free_port_and_a_good_folder(tmp_path: Path) -> None:
    with listening() as port:
        pass
    run = checks("--port", port, "--folder", str(tmp_path / "new" / "data"), DATA_DIR=str(tmp_path))
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert list((tmp_path / "new" / "data").iterdir()) == [], "the check leaves nothing"


def test_a_port_that_is_taken() -> None:
    with listening() as port:
        run = checks("--port", port)
        assert run.returncode == 1 and is_one_sentence(run.stderr)
        assert f"Port {port} is taken, another program listens there" in run.stderr
        other = run.stderr.rsplit("=", 1)[1].strip()
    assert int(other) > int(port) and trouble_with_port(other) == "", "the port it names is free"


def test_a_port_where_a_site_like_this_answers() -> None:
    class Healthy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"status": "ok"}')

        def log_message(self, *args: Any) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Healthy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        said = trouble_with_port(str(server.server_port))
        server.shutdown()
    assert "a site like this one runs there already" in said


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "۸۰۰۰", ""])
def test_what_is_no_port(port: str) -> None:
    assert trouble_with_port(port).startswith(f"PORT={port} is not a port: ")


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    for folder in (tmp_path / "data", tmp_path / "data" / "below"):
        said = trouble_with_folder(folder)
        assert is_one_sentence(said) and f"DATA_DIR ({folder}) is not a folder" in said


def without_rights(*command: str) -> list[str]:
    """The command as somebody for whom rights of files count, which root's do not."""
    if os.getuid():
        return [*command]
    if shutil.which("setpriv") is None:
        pytest.skip("no setpriv (util-linux), and root may write everywhere")
    return ["setpriv", "--inh-caps=-all", "--bounding-set=-all", *command]


@pytest.mark.parametrize("program", ["-m home.services.start_checks --folder", "manage.py set_up"])
def test_a_folder_that_this_user_may_not_write(tmp_path: Path, program: str) -> None:
    (tmp_path / "data").mkdir(mode=0o555)
    arguments = [*program.split(), *([str(tmp_path / "data")] if program.endswith("--folder") else [])]
    run = subprocess.run(
        without_rights(sys.executable, *arguments), cwd=ROOT, env=own_environment(tmp_path / "data"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1 and is_one_sentence(run.stderr), run.stderr
    assert "cannot be written (Permission denied)" in run.stderr


def test_a_disk_with_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_checks, "NEEDED_MB", 10**12)
    said = trouble_with_folder(tmp_path)
    assert is_one_sentence(said) and "make room" in said


def test_a_tiny_disk(tmp_path: Path) -> None:
    """A real one, where this user may mount it."""
    if (
        os.getuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", tmp_path], check=False).returncode
    ):
        pytest.skip("only root may mount a small disk")
    try:
        assert trouble_with_folder(tmp_path / "data").startswith("Only 4 MB are free where DATA_DIR")
        (tmp_path / "filling").write_bytes(bytes(4_000_000))
        with (tmp_path / "filling").open("ab") as file, pytest.raises(OSError, match="No space"):
            file.write(bytes(4_000_000))
            file.flush()
        assert "is full (No space left on device): make room" in trouble_with_folder(tmp_path / "data")
    finally:
        subprocess.run(["umount", tmp_path], check=True)


def test_a_disk_that_is_full_half_way(tmp_path: Path) -> None:
    """Writes fail once files reach 300 kB: SQLite's first, while the schema is made."""
    command = f"ulimit -f 300; exec '{sys.executable}' manage.py set_up"
    run = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=own_environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert run.returncode == 1 and is_one_sentence(run.stderr), run.stderr
    assert "CommandError: The disk of DATA_DIR" in run.stderr and "make room" in run.stderr


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    with listening() as port:
        pass
    environment = {**own_environment(tmp_path), "DATABASE_URL": f"postgres://nobody@127.0.0.1:{port}/nothing"}
    run = subprocess.run(
        [sys.executable, "manage.py", "set_up"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1 and is_one_sentence(run.stderr), run.stderr
    assert "The database that DATABASE_URL names does not serve" in run.stderr


@pytest.mark.parametrize("name", ["a b", "خانهٔ من", "50%20", "a#b", "a?b", "a'b", "$HOME"])
def test_any_name_of_a_folder_is_one(tmp_path: Path, name: str) -> None:
    """A path is no address: with # in it the database lay beside the folder, under another name."""
    program = "from django.conf import settings; print(settings.DATABASES['default']['NAME'], end='')"
    environment = own_environment(tmp_path / name, PYTHONUTF8="1")
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout == str(tmp_path / name / "db.sqlite3")


def test_a_key_that_a_full_disk_left_empty_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("")
    program = "from django.conf import settings; print(settings.SECRET_KEY, end='')"
    keys = set()
    for _turn in range(2):
        run = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=own_environment(tmp_path), capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        keys.add(run.stdout)
    assert len(keys) == 1 and len(keys.pop()) > 50
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
