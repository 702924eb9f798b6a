"""`make run` of a clone, in a folder with blanks and Persian letters, with its output in a file.

The site was set up before by `make setup`, which makes no accounts; packages come from the environment of the tests.
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from django.db import connection

from tests.site_pattern import ROOT, own_environment, site_pattern

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # all but the end of a line
SOURCES = ("cases", "home", "knowledgebase", "search")
OF_PEOPLE = (
    "people_expert_topics", "people_expert", "people_membership", "people_profile", "account_emailaddress",
    "auth_user_groups", "wagtailusers_userprofile", "auth_user",
)  # fmt: skip
FILES = ("manage.py", "Makefile", "requirements.txt", "requirements-dev.txt", "package.json")


@dataclass(frozen=True, slots=True)
class Run:
    """A start under way, or one that ended."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, text: str, seconds: float = 120) -> None:
        until = time.monotonic() + seconds
        while text not in self.output():
            assert self.process.poll() is None and time.monotonic() < until, self.output()
            time.sleep(0.05)

    def end(self) -> int:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def outside_make(environment: dict[str, str]) -> dict[str, str]:
    """The environment as a person's shell has it: below another make, make prints lines of its own."""
    return {name: value for name, value in environment.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}


def make(clone: Path, data: Path, *arguments: str, log: str = "log") -> Run:
    environment = {name: value for name, value in own_environment(data).items() if name != "DJANGO_SETTINGS_MODULE"}
    path = clone.parent / log
    with path.open("wb") as file:
        process = subprocess.Popen(
            ["make", *arguments],
            cwd=clone,
            env=outside_make(environment),
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    return Run(process, path)


def without_accounts(data: Path) -> None:
    """The folder as `make setup` leaves it, and with the last sign of life an hour ago."""
    (data / "demo-accounts.txt").unlink()
    with closing(sqlite3.connect(data / "db.sqlite3")) as database, database:
        for table in OF_PEOPLE:
            database.execute(f"DELETE FROM {table}")
        database.execute(
            "INSERT INTO home_heartbeat (kind, host, process, queues, seen_at) "
            "VALUES ('web', 'gone', 'gone', '', datetime('now', '-1 hour'))"
        )


def prepared_clone(folder: Path) -> Path:
    """The code in that folder, with an environment that finds the packages of the tests."""
    folder.mkdir(parents=True)
    for name in SOURCES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "tests"))
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    packages = next((folder / ".venv" / "lib").glob("python3.*/site-packages"))
    (packages / "tests.pth").write_text(str(Path(pytest.__file__).parents[1]), encoding="utf-8")
    (folder / "node_modules").mkdir()
    for marker in (".venv/.runtime", ".venv/.messages", "node_modules/.installed"):
        (folder / marker).touch()
    return folder


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            pytest.skip("a fresh clone starts on SQLite")
    return prepared_clone(tmp_path_factory.mktemp("clones") / "خانهٔ من" / "a b")


@contextmanager
def setting_up(data: Path) -> Iterator[None]:
    """Holds the lock that another start would hold."""
    with (data / "set-up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("process 4711 on web-1")
        lock.flush()
        yield


@dataclass(frozen=True, slots=True)
class Started:
    """What was seen of a start, and the site, which runs."""

    clone: Path
    data: Path
    port: int
    run: Run
    states: list[dict[str, Any]]


@pytest.fixture(scope="module")
def started(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    data = clone.parent / "داده‌های #1"
    shutil.copytree(site_pattern(tmp_path_factory), data)
    without_accounts(data)
    port = free_port()
    with setting_up(data):
        run = make(clone, data, "run", f"PORT={port}")
        run.wait_for("Waiting for process 4711 on web-1, which sets this site up ...")
    try:
        run.wait_for("changepassword")
        states = []
        began: float | None = None
        while began is None or time.monotonic() - began < 7:
            with contextlib.suppress(requests.ConnectionError):
                states.append(requests.get(f"http://127.0.0.1:{port}/readyz", timeout=20).json())
                began = began or time.monotonic()
            assert run.process.poll() is None, run.output()
            time.sleep(0.2)
        yield Started(clone, data, port, run, states)
    finally:
        run.end()


def test_its_accounts_are_made_and_said(started: Started) -> None:
    """`make setup`, then `make run`, made none and said nothing."""
    output = started.run.output()
    accounts = (started.data / "demo-accounts.txt").read_text()
    assert len(accounts.splitlines()) == 9 and accounts in output
    assert f"Site   http://127.0.0.1:{started.port}/" in output and str(started.data) in output


def test_it_was_ready_from_its_first_answer_on(started: Started) -> None:
    """And said to be degraded for six seconds, until its first sign of life."""
    assert len(started.states) > 10
    assert [json.dumps(state) for state in started.states if state["status"] != "ok"] == []
    assert "starting" not in started.states[-1]["checks"]["worker"]


def test_its_output_is_lines_with_times(started: Started) -> None:
    output = started.run.output()
    assert CONTROL.findall(output) == []
    begun = re.findall(r"^(\w[\w ]*) \.\.\.$", output, flags=re.M)
    done = re.findall(r"^(\w[\w ]*): \d+\.\d s$", output, flags=re.M)
    assert begun == done == ["Database", "Static files", "Pages", "Index", "Accounts", "Meaning"]
    assert " [info" not in output, "what search logs of its indexes is not for whoever starts a site"


def test_a_second_start_on_the_port_leaves_at_once_with_one_sentence(started: Started) -> None:
    began = time.monotonic()
    second = make(started.clone, started.data, "run", f"PORT={started.port}", log="second")
    assert second.process.wait(30) != 0 and time.monotonic() - began < 5
    first, *others = second.output().splitlines()
    assert first.startswith(f"Port {started.port} is taken, a site like this one runs there already: ")
    assert len(others) == 1 and others[0].startswith("make: ***")


@pytest.fixture
def old_python(tmp_path: Path) -> Path:
    """A Python that says it is 3.9, and must not be asked for anything else."""
    path = tmp_path / "python3.9"
    pretend = "import sys; sys.version_info = (3, 9, 18, 'final', 0); exec(sys.argv[1])"
    path.write_text(f'#!/bin/sh\n[ "$1" = -c ] || exit 70\nexec "{sys.executable}" -c "{pretend}" "$2"\n')
    path.chmod(0o755)
    return path


def bare(folder: Path) -> Path:
    """A clone without an environment, as far as the first look needs one."""
    (folder / "home" / "services").mkdir(parents=True)
    for name in (*FILES, "home/__init__.py", "home/services/__init__.py", "home/services/steps.py",
                 "home/services/start_checks.py"):  # fmt: skip
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.mark.parametrize("target", ["run", "setup", "test", "lint"])
def test_a_python_that_is_too_old(tmp_path: Path, old_python: Path, target: str) -> None:
    clone = bare(tmp_path / "a b")
    run = make(clone, tmp_path / "data", target, f"PYTHON={old_python}")
    assert run.process.wait(30) != 0
    first, *others = run.output().splitlines()
    assert first == (
        f"Python 3.11 or later is needed, and {old_python} is 3.9: name another, as in: make run PYTHON=python3.12"
    )
    assert len(others) == 1 and others[0].startswith("make: ***") and not (clone / ".venv").exists()


def test_no_python(tmp_path: Path) -> None:
    run = make(bare(tmp_path / "a b"), tmp_path / "data", "run", "PYTHON=python-of-nobody")
    assert run.process.wait(30) != 0
    assert run.output().startswith("There is no python-of-nobody: install Python 3.11 or later, or name one, as in: ")


def test_without_npm_it_says_so_and_goes_on_and_asks_again(tmp_path: Path) -> None:
    clone = bare(tmp_path / "a b")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("bash", "sh", "touch", "cat", "env"):
        (programs / name).symlink_to(str(shutil.which(name)))
    (programs / "python3").symlink_to(sys.executable)
    environment = outside_make({**os.environ, "PATH": str(programs)})
    command = [str(shutil.which("make")), "node_modules/.installed"]
    for _turn in range(2):  # or a later npm would never be asked
        run = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=True)
        assert run.stdout.startswith("npm is not there: the site goes without its font") and run.stderr == ""


def test_what_fails_while_packages_come_says_what_to_do(tmp_path: Path) -> None:
    """An environment whose pip cannot reach any index."""
    clone = bare(tmp_path / "a b")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", clone / ".venv"], check=True)
    packages = next((clone / ".venv" / "lib").glob("python3.*/site-packages"))
    (packages / "pip.py").write_text(
        "import sys\nsys.exit(0 if sys.argv[1:] == ['--version'] else 'ERROR: no index')\n"
    )
    run = make(clone, tmp_path / "data", "setup")
    assert run.process.wait(60) != 0
    assert "Python packages: failed. Is there a network?" in run.output()
    assert not (clone / ".venv" / ".runtime").exists()


@pytest.mark.slow
def test_a_first_start_that_is_killed_at_any_step_is_taken_up(tmp_path: Path) -> None:
    """Accounts, collection and index are all there in the end."""
    command = [sys.executable, "manage.py", "set_up", "--demo-accounts"]
    environment = own_environment(tmp_path / "data")
    for name in ("Database", "Static files", "Index", "Thesaurus", "Starter collection", "Accounts", "Meaning"):
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        while f"{name} ..." not in process.stdout.readline():
            assert process.poll() is None, f"no step {name}"
        time.sleep(0.3)
        process.kill()
        process.wait()
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert str(tmp_path / "data" / "demo-accounts.txt") in run.stdout
    with closing(sqlite3.connect(tmp_path / "data" / "db.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM cases_case").fetchone() == (52,)
        assert database.execute("SELECT count(*) FROM auth_user").fetchone() == (9,)
    check = [sys.executable, "manage.py", "search_check"]
    subprocess.run(check, cwd=ROOT, env=environment, check=True, capture_output=True)
