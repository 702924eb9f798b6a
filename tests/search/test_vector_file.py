"""Vectors on disk: what a killed writer leaves is never read, and nothing that was written is lost."""

from pathlib import Path

import numpy as np
import pytest

from search.contract import Hit
from search.engines.embedded.vectors import VectorFile


def vector(*numbers: float) -> bytes:
    return np.asarray(numbers, dtype="<f4").tobytes()


def test_kept_replaced_and_dropped(tmp_path: Path) -> None:
    file, reader = VectorFile(tmp_path), VectorFile(tmp_path)
    file.put([("A-1", vector(1, 0)), ("B-1", vector(0, 1))])
    assert reader.get("B-1") == vector(0, 1)
    file.put([("B-1", vector(0.6, 0.8))], gone=["A-1"])
    assert reader.get("B-1") == vector(0.6, 0.8) and reader.get("A-1") is None
    similarity = reader.similarity(vector(1, 0))
    assert similarity and similarity.ranked(similarity.nearest_rows(2)[0]) == [Hit("B-1", 0.6)]


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
def test_the_nearest_are_found_exactly_though_rounded_numbers_are_compared_first(tmp_path: Path, kind: str) -> None:
    rows, file = _directions(kind), VectorFile(tmp_path)
    file.put((f"C-{number:04}", row.tobytes()) for number, row in enumerate(rows))
    for asked in rows[:20]:
        similarity, exact = file.similarity(asked.tobytes()), rows @ asked
        expected = sorted(range(len(rows)), key=lambda number: -exact[number])[:200]
        assert similarity is not None
        nearest, least = similarity.nearest_rows(200)
        found = similarity.ranked(nearest, least)
        assert [hit.score for hit in found] == pytest.approx(exact[expected][: len(found)], abs=1e-4)
        # All that is nearer than what was left out is there, and that is nearly all of it.
        assert {hit.code for hit in found} == {f"C-{number:04}" for number in np.flatnonzero(exact >= least)}
        assert kind != "all" or len(found) > 100


def test_a_reader_sees_rows_that_another_writes_anew_or_adds(tmp_path: Path) -> None:
    """Whatever is rounded differently by then."""
    rows, writer, reader = _directions("all")[:200], VectorFile(tmp_path), VectorFile(tmp_path)
    writer.put((f"C-{number:04}", row.tobytes()) for number, row in enumerate(rows))
    asked = np.zeros(48, dtype="<f4")
    asked[3] = 1
    before = reader.similarity(asked.tobytes())
    assert before and "C-0007" not in {before.codes[row] for row in before.nearest_rows(1)[0]}
    for code in ("C-0007", "Z-9999"):
        writer.put([(code, asked.tobytes())])
        similarity = reader.similarity(asked.tobytes())
        assert similarity is not None
        rows_found, _least = similarity.nearest_rows(1)
        assert code in {similarity.codes[row] for row in rows_found} and similarity.ranked(rows_found)[0].score == 1.0


def test_rows_of_an_older_format_have_no_rounded_ones_and_are_compared_in_full(tmp_path: Path) -> None:
    file = VectorFile(tmp_path)
    file.put([("A-1", vector(1, 0))])
    file.quantized_path.unlink()
    again = VectorFile(tmp_path)
    again.put([("B-1", vector(0.6, 0.8))])
    similarity = again.similarity(vector(1, 0))
    assert not file.quantized_path.exists()
    assert similarity and similarity.ranked(similarity.nearest_rows(5)[0]) == [Hit("A-1", 1.0), Hit("B-1", 0.6)]


def test_the_version_grows_with_every_change_also_of_a_vector_that_is_there(tmp_path: Path) -> None:
    file, reader = VectorFile(tmp_path), VectorFile(tmp_path)
    versions = [reader.version()]
    for change in ([("A-1", vector(1, 0))], []), ([("A-1", vector(0, 1))], []), ([], ["A-1"]):
        file.put(*change)
        versions.append(reader.version())
    assert versions == sorted(set(versions))
