"""Progress of a start that reads well on a terminal, in a file and in a journal: whole lines, none of them late.

Only the standard library is needed, since the Makefile runs this before any package is installed:
``python -m home.services.steps NAME [--alone FILE] [--hint TEXT] -- COMMAND ...``
"""

import argparse
import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

EVERY = 8.0  # seconds; whoever watches never waits much longer for a sign
Say = Callable[[str], object]


@contextmanager
def step(name: str, say: Say, every: float = EVERY) -> Iterator[None]:
    """Says what begins, that it still goes on, and how many seconds it took; of one that fails only the beginning."""
    began, ended = time.monotonic(), threading.Event()

    def tell() -> None:
        while not ended.wait(every):
            say(f"{name} ... {time.monotonic() - began:.0f} s")

    say(f"{name} ...")
    thread = threading.Thread(target=tell, name="steps", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
    say(f"{name}: {time.monotonic() - began:.1f} s")


@contextmanager
def alone(path: Path, say: Say) -> Iterator[int]:
    """Waits until no other process prepares this folder, having said which does; yields the descriptor of the lock.

    The lock lasts until the descriptor is closed by all who have it, so that of a killed start the pip that still
    writes keeps it.
    """
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            say(f"Another start prepares this folder (process {file.read().strip() or 'unknown'}); waiting ...")
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield file.fileno()


def main(arguments: list[str]) -> int:
    """Runs a command as a step; its exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--alone", type=Path, help="lock file of the folder that the command writes")
    parser.add_argument("--hint", default="", help="what to do where the command fails")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)

    def say(line: str) -> None:
        print(line, flush=True)

    with alone(options.alone, say) if options.alone else nullcontext() as lock, step(options.name, say):
        run = subprocess.run(options.command, pass_fds=[] if lock is None else [lock], check=False)  # noqa: S603
        if run.returncode:
            print(f"{options.name}: failed. {options.hint}".strip(), file=sys.stderr, flush=True)
            raise SystemExit(run.returncode)  # so that the step says no closing line
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
