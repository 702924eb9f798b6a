"""Writers in other processes, killed in the middle: the index stays whole, and readers never fail."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.contract.query import MatchAll, Term
from search.contract.searcher import SearchRequest
from search.engines.embedded.engine import EmbeddedEngine
from tests.search.engines.documents import build, document

ROOT = Path(__file__).resolve().parents[3]
# Starting Python and Django takes seconds, so one process forks the writers, as gunicorn does.
WRITERS = """
import os, sys, django
django.setup()
from pathlib import Path
from search.contract.documents import Upsert
from search.engines.embedded.engine import EmbeddedEngine
from search.sync.locks import index_lock
from tests.search.engines.documents import document

def write(first):
    engine = EmbeddedEngine(Path(sys.argv[1]))
    for version in range(first, first + 500):
        with index_lock(wait=True) as held:
            assert held
            engine.apply([Upsert(document(f"K-{version % 20:02d}", f"word{version}"), version)])
            engine.put_vectors([(f"K-{version % 20:02d}", bytes(8))])
        print(version, flush=True)

for line in sys.stdin:
    writers = []
    for _number in range(2):
        writers.append(os.fork())
        if not writers[-1]:
            write(int(line))
            os._exit(0)
    print(*writers, flush=True)
    for writer in writers:
        os.waitpid(writer, 0)
    print("ended", flush=True)
"""


BUILDER = """
import sys, django
django.setup()
from itertools import count
from pathlib import Path
from search.engines.embedded.engine import EmbeddedEngine
from tests.search.engines.documents import document
engine = EmbeddedEngine(Path(sys.argv[1]))
name = engine.new_index()
def documents():
    for number in count():
        if number == int(sys.argv[2]):
            print("ready", flush=True)
        yield document(f"H-{number}")
engine.bulk_index(name, documents(), 1)
"""


def start(folder: Path, program: str, *arguments: object) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "knowledgebase.settings",
        "SEARCH_EMBEDDER": "off",
    }
    command = [sys.executable, "-c", program, str(folder / "embedded"), *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)


@pytest.mark.parametrize("rounds", [6])
def test_killed_in_the_middle_of_commits(tmp_path: Path, settings: object, rounds: int) -> None:
    settings.SEARCH_EMBEDDER = "off"  # type: ignore[attr-defined]
    engine = EmbeddedEngine(tmp_path / "embedded")
    build(engine, [])
    last_said, first = 0, 1
    writers = start(tmp_path, WRITERS)
    assert writers.stdin is not None and writers.stdout is not None
    for number in range(rounds):
        print(first, file=writers.stdin, flush=True)
        lines = iter(writers.stdout.readline, "ended\n")
        first_line = next(line for line in lines if " " in line)  # a version may have been said before
        until = time.monotonic() + 0.25 + 0.06 * number
        while time.monotonic() < until:  # a reader all the while
            assert engine.search(SearchRequest(MatchAll(), "en")).total <= 20
        for writer in first_line.split():
            os.kill(int(writer), signal.SIGKILL)
        said = [int(line) for line in lines]
        last_said = max([last_said, *said])
        versions = EmbeddedEngine(tmp_path / "embedded").versions()
        assert last_said <= max([0, *versions.values()]), "what was reported as written is there"
        assert len(versions) == len(set(versions)) <= 20
        first = max([0, *versions.values()]) + 1
    writers.communicate()
    assert last_said > 0, "the writers got somewhere"
    newest = max(versions.values())
    assert engine.search(SearchRequest(Term("title_en", f"word{newest}"), "en")).total == 1


def test_a_build_killed_half_way_leaves_nothing_to_the_next(tmp_path: Path, settings: object) -> None:
    settings.SEARCH_EMBEDDER = "off"  # type: ignore[attr-defined]
    engine = EmbeddedEngine(tmp_path / "embedded")
    build(engine, [document("A-1")])
    builder = start(tmp_path, BUILDER, 2500)  # past a commit of the many
    assert builder.stdout is not None and builder.stdout.readline() == "ready\n"
    builder.send_signal(signal.SIGKILL)
    builder.wait()
    assert set(engine.versions()) == {"A-1"} and len(list((tmp_path / "embedded").glob("generation-*"))) == 2
    engine.delete_stale()
    assert len(list((tmp_path / "embedded").glob("generation-*"))) == 1
    assert build(engine, [document("B-1")]) == 1 and set(engine.versions()) == {"B-1"}
