"""A folder that cannot be read or written, and a disk without room: said in words, and nothing else stops."""

import json
import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from knowledgebase.readiness import forget_readiness
from search.contract.documents import Upsert
from search.contract.errors import EngineUnavailable
from search.contract.faults import Kind
from search.contract.query import MatchAll
from search.contract.searcher import SearchRequest
from search.engines.embedded.engine import EmbeddedEngine
from search.sync import chores
from tests.filling import forget_everything
from tests.search.engines.documents import build, document

from .children import in_child

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where another account can come, unlike the folders of pytest."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def become_nobody(folder: Path) -> None:
    """Root may do everything, whatever the mode of a folder."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def kind_of(call: Callable[[], object]) -> str:
    """Kind of the fault that a call meets; empty where it meets none."""
    try:
        call()
    except EngineUnavailable as error:
        return error.fault.kind if error.fault else f"no fault: {error}"
    return ""


def what_is_told(engine: EmbeddedEngine) -> dict[str, str]:
    """Kind of the fault that every use of an engine meets."""
    return {
        "fault": fault.kind if (fault := engine.fault()) else "",
        "search": kind_of(lambda: engine.search(SearchRequest(MatchAll(), "en"))),
        "apply": kind_of(lambda: engine.apply([Upsert(document("B-1"), 2)])),
        "position": kind_of(lambda: engine.set_position(2)),
        "new index": kind_of(engine.new_index),
    }


def index_of_nobody(folder: Path, *, opened: bool) -> tuple[Path, EmbeddedEngine]:
    """Folder of a sound index, and its engine in a process without rights, ``opened`` before it lost them or after."""
    index = folder / "embedded"
    engine = EmbeddedEngine(index)
    build(engine, [document("A-1")])
    engine.set_position(1)
    become_nobody(folder)
    return index, engine if opened else EmbeddedEngine(index)


FREE = {"fault": "", "search": "", "apply": "", "position": "", "new index": ""}
LOCKED = {"apply": Kind.UNWRITABLE, "position": Kind.UNWRITABLE, "new index": Kind.UNWRITABLE}


@pytest.mark.parametrize("opened", [False, True], ids=["opened after", "opened before"])
def test_a_folder_that_cannot_be_written(folder: Path, opened: bool) -> None:
    """Readers are answered as of before; and what was wrong is no more when it is put right."""

    def work() -> dict[str, Any]:
        index, engine = index_of_nobody(folder, opened=opened)
        folders = [index, *index.glob("generation-*")]
        for path in folders:
            path.chmod(0o500)
        during = what_is_told(engine)
        for path in folders:
            path.chmod(0o700)
        return {"during": during, "after": what_is_told(engine)}

    report = in_child(work)
    assert report["during"] == {"fault": Kind.UNWRITABLE, "search": "", **LOCKED}
    assert report["after"] == FREE


@pytest.mark.parametrize("opened", [False, True], ids=["opened after", "opened before"])
def test_a_folder_that_cannot_be_read(folder: Path, opened: bool) -> None:
    def work() -> dict[str, Any]:
        index, engine = index_of_nobody(folder, opened=opened)
        index.chmod(0o000)
        during = what_is_told(engine)
        index.chmod(0o700)
        return {"during": during, "after": what_is_told(engine)}

    report = in_child(work)
    unreadable = dict.fromkeys(("fault", "search", "apply", "position"), Kind.UNREADABLE)
    assert report["during"] == {**unreadable, "new index": Kind.UNWRITABLE}
    assert report["after"] == FREE


def test_a_disk_without_room(folder: Path) -> None:
    """As far as a process can have that by itself: no file of its own may grow beyond a limit."""

    def work() -> dict[str, Any]:
        engine = EmbeddedEngine(folder / "embedded")
        build(engine, [document("A-1")])
        engine.set_position(1)
        _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40, hard))
        during = kind_of(lambda: engine.apply([Upsert(document("B-1"), 2)]))
        answers = engine.search(SearchRequest(MatchAll(), "en")).total
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        return {"during": during, "answers": answers, "after": what_is_told(engine), "codes": sorted(engine.versions())}

    report = in_child(work)
    assert report["during"] == Kind.UNWRITABLE and report["answers"] == 1
    assert report["after"] == FREE and report["codes"] == ["A-1", "B-1"]


@pytest.mark.django_db
def test_a_site_without_a_folder_for_its_index(settings: Any, tmp_path: Path) -> None:
    """A file lies where the folder should be, which stops whoever it is."""
    (tmp_path / "index").write_text("no folder", encoding="ascii")
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    forget_everything()
    forget_readiness()
    page = Client().get("/en/search/?q=bus")
    assert page.status_code == 503 and "does not answer at the moment" in page.content.decode()
    assert Client().get("/api/v1/search?q=bus&lang=en").status_code == 503
    assert Client().get("/api/v1/suggest?q=bus&lang=en").json() == []
    state = Client().get("/readyz").json()
    assert state["checks"]["engine"]["fault"] == (
        "The folder of the index cannot be read: Not a directory. Give the account that runs the site the right to "
        "read and to write it."
    )
    assert str(tmp_path) not in json.dumps(state)
    chores.keep_up_web()
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("search_check", repair=True, stdout=said, stderr=said)
    assert "The folder of the index cannot be read: Not a directory" in said.getvalue()
    with pytest.raises(CommandError, match=r"cannot be written: (Not a directory|File exists)"):
        call_command("search_rebuild", verbosity=0)
    (tmp_path / "index").unlink()
    chores.keep_up_web()
    assert Client().get("/en/search/?q=bus").status_code == 200
    forget_readiness()
