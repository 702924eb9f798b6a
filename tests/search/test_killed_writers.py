"""Writers in other processes, killed in the middle: the index stays whole, and readers never fail."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.contract import SearchRequest
from search.engines.embedded.engine import EmbeddedEngine
from search.query import All, Term
from tests.search.engines.documents import build, document

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys, django
django.setup()
from pathlib import Path
from search.contract import Upsert
from search.engines.embedded.engine import EmbeddedEngine
from search.lock import index_lock
from tests.search.engines.documents import document
engine = EmbeddedEngine(Path(sys.argv[1]))
first = int(sys.argv[2])
print("ready", flush=True)
for version in range(first, first + 500):
    with index_lock(wait=True) as held:
        assert held
        engine.apply([Upsert(document(f"K-{version % 20:02d}", f"word{version}"), version)])
        engine.put_vectors([(f"K-{version % 20:02d}", bytes(8))])
    print(version, flush=True)
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
engine.fill(name, documents(), 1)
"""


def start(folder: Path, first: int, program: str = WRITER) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "knowledgebase.settings",
        "SEARCH_EMBEDDER": "off",
    }
    command = [sys.executable, "-c", program, str(folder / "embedded"), str(first)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("rounds", [6])
def test_killed_in_the_middle_of_commits(tmp_path: Path, settings: object, rounds: int) -> None:
    settings.SEARCH_EMBEDDER = "off"  # type: ignore[attr-defined]
    engine = EmbeddedEngine(tmp_path / "embedded")
    build(engine, [])
    last_said, first = 0, 1
    for number in range(rounds):
        writers = [start(tmp_path, first), start(tmp_path, first)]
        for writer in writers:
            assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
        until = time.monotonic() + 0.25 + 0.06 * number
        while time.monotonic() < until:  # a reader all the while
            assert engine.search(SearchRequest(All(), "en")).total <= 20
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        said = [int(line) for writer in writers for line in (writer.communicate()[0] or "").split() if line.isdigit()]
        last_said = max([last_said, *said])
        versions = EmbeddedEngine(tmp_path / "embedded").versions()
        assert last_said <= max([0, *versions.values()]), "what was reported as written is there"
        assert len(versions) == len(set(versions)) <= 20
        first = max([0, *versions.values()]) + 1
    assert last_said > 0, "the writers got somewhere"
    newest = max(versions.values())
    assert engine.search(SearchRequest(Term("title_en", f"word{newest}"), "en")).total == 1


def test_a_build_killed_half_way_leaves_nothing_to_the_next(tmp_path: Path, settings: object) -> None:
    settings.SEARCH_EMBEDDER = "off"  # type: ignore[attr-defined]
    engine = EmbeddedEngine(tmp_path / "embedded")
    build(engine, [document("A-1")])
    builder = start(tmp_path, 2500, BUILDER)  # past a commit of the many
    assert builder.stdout is not None and builder.stdout.readline() == "ready\n"
    builder.send_signal(signal.SIGKILL)
    builder.wait()
    assert set(engine.versions()) == {"A-1"} and len(list((tmp_path / "embedded").glob("generation-*"))) == 2
    engine.sweep()
    assert len(list((tmp_path / "embedded").glob("generation-*"))) == 1
    assert build(engine, [document("B-1")]) == 1 and set(engine.versions()) == {"B-1"}
