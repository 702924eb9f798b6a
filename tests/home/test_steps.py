"""The lines that a start prints, where no terminal is: whole, none late, and one start at a time in a folder."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from home.services.steps import EVERY, step

ROOT = Path(__file__).resolve().parents[2]


def steps(*arguments: str | Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "home.services.steps", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_long_step_is_never_silent_for_ten_seconds() -> None:
    lines: list[str] = []
    with step("Index", lines.append, every=0.05):
        time.sleep(0.2)
    assert lines[0] == "Index ..." and lines[-1] == "Index: 0.2 s"
    assert 2 <= len(lines[1:-1]) <= 4 and set(lines[1:-1]) == {"Index ... 0 s"}
    assert EVERY < 10


def test_a_step_that_fails_is_not_said_to_be_done() -> None:
    lines: list[str] = []
    with pytest.raises(ValueError, match="no"), step("Index", lines.append):
        raise ValueError("no")
    assert lines == ["Index ..."]


def test_a_command_as_a_step() -> None:
    run = steps("Packages", "--", "sh", "-c", "echo one")
    output, errors = run.communicate(timeout=20)
    assert output.splitlines()[:2] == ["Packages ...", "one"] and output.endswith(" s\n")
    assert (run.returncode, errors) == (0, "")


def test_a_command_that_fails_says_what_to_do() -> None:
    run = steps("Packages", "--hint", "Is there a network?", "--", "sh", "-c", "exit 3")
    output, errors = run.communicate(timeout=20)
    assert (run.returncode, output, errors) == (3, "Packages ...\n", "Packages: failed. Is there a network?\n")


def test_two_starts_in_a_folder_come_one_after_the_other(tmp_path: Path) -> None:
    lock, told = tmp_path / ".start.lock", tmp_path / "told"
    work = f"echo begin >> {told}; sleep 0.7; echo end >> {told}"
    first = steps("One", "--alone", lock, "--", "sh", "-c", work)
    while not told.exists():
        time.sleep(0.02)
    second = steps("Two", "--alone", lock, "--", "sh", "-c", work)
    said, _errors = second.communicate(timeout=20)
    first.communicate(timeout=20)
    assert said.startswith(f"Another start prepares this folder (process {first.pid}); waiting ...\nTwo ...\n")
    assert told.read_text().split() == ["begin", "end", "begin", "end"]


def test_what_a_killed_start_began_is_waited_for(tmp_path: Path) -> None:
    """Its pip goes on writing for a while."""
    lock, told = tmp_path / ".start.lock", tmp_path / "told"
    first = steps("One", "--alone", lock, "--", "sh", "-c", f"echo begin >> {told}; sleep 1; echo end >> {told}")
    while not told.exists():
        time.sleep(0.02)
    first.kill()
    second = steps("Two", "--alone", lock, "--", "sh", "-c", f"echo second >> {told}")
    assert second.wait(20) == 0
    first.communicate(timeout=20)
    assert told.read_text().split() == ["begin", "end", "second"]
