"""Every kind of file of an embedded index, damaged in every way: nothing but EngineUnavailable, and the file is named.

A file may be damaged while a process has it mapped: then the kernel may end the process (SIGBUS) that reads on. So
everything is done in children, and what ended them is what fails the test.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from search.contract.documents import Delete, Upsert
from search.contract.errors import EngineUnavailable
from search.contract.faults import Kind
from search.contract.query import Fuzzy, MatchAll, Or, Phrase, Prefix, Term
from search.contract.searcher import TITLE, NearestRequest, SearchRequest
from search.engines.embedded.engine import EmbeddedEngine
from tests.search.engines.documents import build, document
from tests.search.engines.generated import collection

from .children import Report, in_child
from .damaging import DAMAGES, FOLDERS, LOCKS, SAMPLED, file_of

VECTOR = (np.ones(32, dtype="<f4") / np.sqrt(32)).astype("<f4").tobytes()
WORDS = (Term("body_en", "bus"), Phrase("body_en", ("public", "transport")), Prefix("words_en", "c"))
ASKED: dict[str, Callable[[EmbeddedEngine], object]] = {
    "words": lambda engine: engine.search(SearchRequest(Or((*WORDS, Fuzzy("words_en", "publik"))), "en", limit=100)),
    "facets": lambda engine: engine.search(SearchRequest(MatchAll(), "en", facets=("topic", "city"), limit=100)),
    "titles": lambda engine: engine.search(SearchRequest(MatchAll(), "en", sort=TITLE, limit=100)),
    "nearest": lambda engine: engine.nearest(NearestRequest(VECTOR, limit=100)),
    "vector": lambda engine: engine.vector("GEN-0001"),
    "versions": lambda engine: engine.versions(),
    "digests": lambda engine: engine.digests(),
    "count": lambda engine: engine.count(),
    "position": lambda engine: engine.position(),
    "current": lambda engine: engine.is_current(),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index in two segments, of which one has deleted documents, with vectors."""
    folder = tmp_path_factory.mktemp("sound") / "embedded"
    engine, documents = EmbeddedEngine(folder), collection(120)
    rows = np.random.default_rng(1).normal(size=(120, 32)).astype("<f4")
    vectors = [(one.code, row.tobytes()) for one, row in zip(documents, rows, strict=True)]
    build(engine, documents[:110], 1, vectors[:110])
    engine.apply([*(Upsert(one, 2) for one in documents[105:]), Delete(documents[0].code, 2)])
    engine.put_vectors(vectors[100:])
    engine.set_position(1)
    return folder


def ask_all(engine: EmbeddedEngine) -> Report:
    """What comes of every question: its answer, or the fault that keeps it from one."""
    said: Report = {}
    for name, ask in ASKED.items():
        try:
            said[name] = repr(ask(engine))
        except EngineUnavailable as error:
            said[name] = f"unavailable: {error.fault.kind}" if error.fault else f"unavailable for no reason: {error}"
    return said


def fault_of(engine: EmbeddedEngine) -> list[str]:
    fault = engine.fault()
    return [fault.kind, fault.detail] if fault else []


def examined(index: Path, spoil: Callable[[], object], *, opened: bool) -> Report:
    """What a process says of an index that is damaged, before or after the process has opened it."""
    engine = EmbeddedEngine(index)
    if opened:
        ask_all(engine)
    spoil()
    said = ask_all(engine)
    found = fault_of(engine)
    build(engine, [document("A-1", "mended")], 3)
    engine.set_position(1)
    return {"said": said, "fault": found, "mended": fault_of(engine), "codes": sorted(engine.versions())}


@pytest.fixture
def copies(sound: Path, tmp_path: Path) -> Iterator[Path]:
    """Makes copies of the sound index, each in a folder of its own."""
    return (Path(shutil.copytree(sound, tmp_path / str(number) / "embedded")) for number in range(1000))


@pytest.fixture(scope="module")
def whole(sound: Path) -> Report:
    """What a sound index answers."""
    return in_child(lambda: ask_all(EmbeddedEngine(sound)))


@pytest.mark.parametrize("opened", [False, True], ids=["opened after", "opened before"])
@pytest.mark.parametrize("file", SAMPLED)
def test_a_damaged_file(copies: Iterator[Path], whole: Report, file: str, opened: bool) -> None:
    wrong: list[str] = []
    for name, spoil in DAMAGES.items():
        index = next(copies)
        path = file_of(index, file)
        report = in_child(lambda: examined(index, lambda: spoil(path), opened=opened))  # noqa: B023 - called at once
        wrong += [f"{name}: {line}" for line in complaints(report, whole, allowed_faults(name, path.name))]
    assert wrong == []


def allowed_faults(damage: str, name: str) -> list[list[str]]:
    """What may be said of a file. A bit of some is nothing that anybody reads, or is told by another than the file."""
    faults = [[Kind.DAMAGED, name]]
    if name == "current.json" and damage == "deleted":
        faults.append([Kind.NO_INDEX, ""])
    if damage == "a bit" and name.endswith((".del", ".managed.json", "position", "current.json")):
        faults += [[], [Kind.DAMAGED, "meta.json"], [Kind.DAMAGED, "matrix.journal"]]
    return faults


def complaints(report: Report, whole: Report, allowed: list[list[str]]) -> Iterator[str]:
    """What is wrong with a report. Nothing may be answered that is neither right nor an honest refusal."""
    if "raised" in report:
        yield report["raised"]
        return
    if report["fault"] not in allowed:
        yield f"the fault is {report['fault']}"
    for question, answer in report["said"].items():
        if question not in ("position", "current") and answer not in (
            whole[question], f"unavailable: {Kind.DAMAGED}", f"unavailable: {Kind.NO_INDEX}"
        ):  # fmt: skip
            yield f"{question}: {answer[:100]}"
    if report["mended"] or report["codes"] != ["A-1"]:
        yield f"a new index does not mend it: {report['mended']}"


@pytest.mark.parametrize("opened", [False, True], ids=["opened after", "opened before"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_missing_folder(copies: Iterator[Path], whole: Report, folder: str, opened: bool) -> None:
    index = next(copies)
    report = in_child(lambda: examined(index, lambda: FOLDERS[folder](index), opened=opened))
    kinds = {Kind.DAMAGED, Kind.NO_INDEX}
    assert report["fault"][0] in kinds and report["mended"] == [] and report["codes"] == ["A-1"]
    assert folder != "generation" or report["fault"][1].startswith("generation-"), "not a file of it"
    asked = {answer for name, answer in report["said"].items() if name not in ("position", "current")}
    assert asked <= {f"unavailable: {kind}" for kind in kinds}


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("damage", ["noise", "deleted"])
def test_a_lock_is_nothing_that_anybody_reads(copies: Iterator[Path], whole: Report, lock: str, damage: str) -> None:
    index = next(copies)
    path = file_of(index, lock)
    path.write_bytes(b"held")
    report = in_child(lambda: examined(index, lambda: DAMAGES[damage](path), opened=True))
    assert report["said"] == whole and report["fault"] == [] and report["mended"] == []
