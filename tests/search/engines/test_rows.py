"""Which rows belong to the documents that match: exactly, over several segments and after deletions."""

from pathlib import Path

import numpy as np
import pytest
import tantivy

from search.engines.embedded.rows import BIT, BITS, BLOCK, matching_rows, place

COUNT = 500


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> tantivy.Index:
    """Documents in three segments, in an order that is not that of their rows; every tenth is deleted."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("code", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    builder.add_integer_field(BLOCK, fast=True)
    builder.add_integer_field(BIT, fast=True)
    index = tantivy.Index(builder.build(), path=str(tmp_path_factory.mktemp("index")))
    rows = np.random.default_rng(1).permutation(COUNT).tolist()
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    for part in rows[:200], rows[200:350], rows[350:]:
        for row in part:
            document = tantivy.Document()
            document.add_text("code", f"C-{row}")
            document.add_text("words", " ".join(f"by{factor}" for factor in (2, 3, 7) if row % factor == 0))
            for field, number in zip((BLOCK, BIT), place(row), strict=True):
                document.add_integer(field, number)
            writer.add_document(document)
        writer.commit()
    for row in range(0, COUNT, 10):
        writer.delete_documents_by_term("code", f"C-{row}")
    writer.commit()
    index.reload()
    return index


@pytest.mark.parametrize("factor", [2, 3, 7])
def test_those_of_matching_documents(index: tantivy.Index, factor: int) -> None:
    found = matching_rows(index.searcher(), tantivy.Query.term_query(index.schema, "words", f"by{factor}"))
    assert np.flatnonzero(found).tolist() == [row for row in range(0, COUNT, factor) if row % 10]


def test_of_all_and_of_none(index: tantivy.Index) -> None:
    everything = matching_rows(index.searcher(), tantivy.Query.all_query())
    assert np.flatnonzero(everything).tolist() == [row for row in range(COUNT) if row % 10]
    assert len(matching_rows(index.searcher(), tantivy.Query.empty_query())) == 0


def test_an_index_without_rows_has_none(tmp_path: Path) -> None:
    index = tantivy.Index(tantivy.SchemaBuilder().build(), path=str(tmp_path))
    assert len(matching_rows(index.searcher(), tantivy.Query.all_query())) == 0


def test_a_block_is_added_up_exactly() -> None:
    """In the floats of the engine, a sum of all bits keeps the first and the last."""
    bits = sum(float(place(row)[1]) for row in range(BITS))
    assert int(bits) == (1 << BITS) - 1 and place(BITS) == (1, 1)
