"""Vectors on disk: what a killed writer leaves is never read, and nothing that was written is lost."""

from pathlib import Path

import numpy as np

from search.engines.embedded.vectors import VectorFile


def vector(*numbers: float) -> bytes:
    return np.asarray(numbers, dtype="<f4").tobytes()


def test_kept_replaced_and_dropped(tmp_path: Path) -> None:
    file, reader = VectorFile(tmp_path), VectorFile(tmp_path)
    file.put([("A-1", vector(1, 0)), ("B-1", vector(0, 1))])
    assert reader.get("B-1") == vector(0, 1)
    file.put([("B-1", vector(0.6, 0.8))], gone=["A-1"])
    assert reader.get("B-1") == vector(0.6, 0.8) and reader.get("A-1") is None
    codes, cosines = reader.cosines(vector(1, 0))
    assert {code: round(float(c), 2) for code, c in zip(codes, cosines, strict=True) if code} == {"B-1": 0.6}


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
    import pytest

    file = VectorFile(tmp_path)
    file.put([("A-1", vector(1, 0))])
    with pytest.raises(ValueError, match="3 numbers where 2"):
        file.put([("B-1", vector(1, 0, 0))])
    assert file.cosines(vector(1, 0, 0))[0] == []
