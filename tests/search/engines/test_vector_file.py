"""Vectors on disk: what a killed writer leaves is never read, and nothing that was written is lost."""

from pathlib import Path

import numpy as np
import pytest

from search.contract.searcher import Hit
from search.engines.embedded.rows import Rows
from search.engines.embedded.vectors import VectorFile


def vector(*numbers: float) -> bytes:
    return np.asarray(numbers, dtype="<f4").tobytes()


def nearest(file: VectorFile, asked: bytes, limit: int, allowed: Rows | None = None) -> list[Hit]:
    similarity = file.similarity(asked)
    assert similarity is not None
    return similarity.nearest(np.ones(10_000, dtype=np.bool_) if allowed is None else allowed, limit)


def test_kept_replaced_and_dropped(tmp_path: Path) -> None:
    file, reader = VectorFile(tmp_path), VectorFile(tmp_path)
    file.put([("A-1", vector(1, 0)), ("B-1", vector(0, 1))])
    assert reader.get("B-1") == vector(0, 1)
    file.put([("B-1", vector(0.6, 0.8))], gone=["A-1"])
    assert reader.get("B-1") == vector(0.6, 0.8) and reader.get("A-1") is None
    assert nearest(reader, vector(1, 0), 2) == [Hit("B-1", 0.6)]


def test_a_torn_line_is_not_read_and_is_cut_off_by_the_next_writer(tmp_path: Path) -> None:
    file = VectorFile(tmp_path)
    file.put([("A-1", vector(1, 0))])
    with file.journal_path.open("ab") as journal:
        journal.write(b"B-1\t1")  # killed in the middle
    assert VectorFile(tmp_path).get("B-1") is None
    fresh = VectorFile(tmp_path)
    fresh.put([("C-1", vector(0, 1))])
    again = VectorFile(tmp_path)
    assert again.get("C-1") == vector(0, 1) and again.get("A-1") == vector(1, 0) and again.get("B-1") is None


def test_another_dimension_is_refused(tmp_path: Path) -> None:
    file = VectorFile(tmp_path)
    file.put([("A-1", vector(1, 0))])
    with pytest.raises(ValueError, match="3 numbers where 2"):
        file.put([("B-1", vector(1, 0, 0))])
    assert file.similarity(vector(1, 0, 0)) is None


def _directions(kind: str) -> np.ndarray:
    """Vectors of length 1: in all directions, nearly in one, or with one number that is larger than all the others."""
    rows = np.random.default_rng(7).normal(size=(3000, 48))
    if kind == "nearly one":
        rows = rows[0] + rows / 100
    if kind == "one large number":
        rows[:, 5] += 20
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype("<f4")


@pytest.mark.parametrize("kind", ["all", "nearly one", "one large number"])
def test_the_nearest_of_many_are_found_exactly(tmp_path: Path, kind: str) -> None:
    rows, file = _directions(kind), VectorFile(tmp_path)
    file.put((f"C-{number:04}", row.tobytes()) for number, row in enumerate(rows))
    allowed = np.arange(len(rows)) % 7 != 0
    for asked in rows[:20]:
        exact = np.vecdot(rows, asked)
        expected = [number for number in np.argsort(-exact, kind="stable").tolist() if allowed[number]][:200]
        found = nearest(file, asked.tobytes(), 200, allowed)
        assert [hit.score for hit in found] == pytest.approx(exact[expected], abs=1e-4)
        assert {hit.code for hit in found} == {f"C-{number:04}" for number in expected}


def test_a_reader_sees_rows_that_another_writes_anew_or_adds(tmp_path: Path) -> None:
    """Also after it compared all of them."""
    rows, writer, reader = _directions("all"), VectorFile(tmp_path), VectorFile(tmp_path)
    writer.put((f"C-{number:04}", row.tobytes()) for number, row in enumerate(rows))
    asked = np.zeros(48, dtype="<f4")
    asked[3] = 1
    assert nearest(reader, asked.tobytes(), 1)[0].code != "C-0007"
    for code in ("C-0007", "Z-9999"):
        writer.put([(code, asked.tobytes())])
        assert Hit(code, 1.0) in nearest(reader, asked.tobytes(), 2)


def test_a_code_keeps_its_row_whether_it_has_a_vector_or_not(tmp_path: Path) -> None:
    file, reader = VectorFile(tmp_path), VectorFile(tmp_path)
    assert file.reserve(["A-1", "B-1", "A-1"]) == [0, 1, 0]
    file.put([("C-1", vector(0, 1)), ("B-1", vector(1, 0))])
    assert file.reserve(["C-1", "B-1"]) == [2, 1] and reader.get("A-1") is None
    assert nearest(reader, vector(1, 0), 9) == [Hit("B-1", 1.0), Hit("C-1", 0.0)]
    file.put([], gone=["B-1"])
    assert nearest(reader, vector(1, 0), 9) == [Hit("C-1", 0.0)]
    file.put([("A-1", vector(0.6, 0.8)), ("B-1", vector(0.8, 0.6))])
    assert nearest(reader, vector(1, 0), 9) == [Hit("B-1", 0.8), Hit("A-1", 0.6), Hit("C-1", 0.0)]
    assert reader.reserve(["D-1", "A-1"]) == [3, 0]


def test_equal_vectors_of_many_are_equally_near_and_come_by_code(tmp_path: Path) -> None:
    rows, file = _directions("all"), VectorFile(tmp_path)
    rows[::3] = rows[0]
    file.put((f"C-{number:04}", row.tobytes()) for number, row in enumerate(rows))
    found = nearest(file, rows[0].tobytes(), 200)
    assert [hit.code for hit in found] == [f"C-{number:04}" for number in range(0, 600, 3)]


def test_a_folder_with_a_file_of_rounded_vectors_of_an_older_version_opens(tmp_path: Path) -> None:
    VectorFile(tmp_path).put([("A-1", vector(1, 0))])
    (tmp_path / "rows.i8").write_bytes(b"torn")
    file = VectorFile(tmp_path)
    file.put([("B-1", vector(0, 1))])
    assert nearest(file, vector(1, 0), 9) == [Hit("A-1", 1.0), Hit("B-1", 0.0)]


def test_only_rows_that_are_allowed_are_found(tmp_path: Path) -> None:
    file = VectorFile(tmp_path)
    file.put([("A-1", vector(1, 0)), ("B-1", vector(0, 1)), ("C-1", vector(1, 0))])
    assert nearest(file, vector(1, 0), 9, np.array([False, True])) == [Hit("B-1", 0.0)]
    assert nearest(file, vector(1, 0), 9, np.zeros(48, dtype=np.bool_)) == []


def test_the_version_grows_with_every_change_also_of_a_vector_that_is_there(tmp_path: Path) -> None:
    file, reader = VectorFile(tmp_path), VectorFile(tmp_path)
    versions = [reader.version()]
    for change in ([("A-1", vector(1, 0))], []), ([("A-1", vector(0, 1))], []), ([], ["A-1"]):
        file.put(*change)
        versions.append(reader.version())
    assert versions == sorted(set(versions))
