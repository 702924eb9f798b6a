"""How many cases a second become searchable words, and how many texts a second become vectors."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from search.contract.documents import SearchDocument

TEXTS = 100


class Reading:
    """All documents; how many there are, of how many letters, and the seconds that it takes to read them."""

    def __init__(self) -> None:
        self.count = self.letters = 0
        self.seconds = 0.0
        self.first: list[SearchDocument] = []

    def __iter__(self) -> "Iterator[SearchDocument]":
        from search.content.documents import documents

        remaining, started = documents(), time.perf_counter()
        for document in remaining:
            self.count += 1
            self.letters += sum(len(text) for _part, _language, text in document.texts())
            if len(self.first) < TEXTS:
                self.first.append(document)
            self.seconds += time.perf_counter() - started
            yield document
            started = time.perf_counter()
        self.seconds += time.perf_counter() - started


def main() -> None:
    """Prints the rates of reading the database, of the engine alone, and of the model."""
    django.setup()
    from search.engines.embedded.engine import EmbeddedEngine

    reading, started = Reading(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder) / "index")
        engine.bulk_index(engine.new_index(), reading, 1)
        indexed = time.perf_counter() - started - reading.seconds
    print(f"{reading.count} documents of {reading.letters / reading.count:.0f} letters: ", end="")
    print(f"read at {reading.count / reading.seconds:.0f} a second, ", end="")
    print(f"words analysed and indexed at {reading.count / indexed:.0f} a second", flush=True)
    _embedding(reading.first)


def _embedding(found: "list[SearchDocument]") -> None:
    from search.meaning.embedder import get_embedder

    embedder = get_embedder()
    assert embedder is not None
    texts = [f"{title} {one.summaries.get(code, '')}" for one in found for code, title in one.titles.items()]
    embedder.passages(texts[:1])  # loads the model
    started = time.perf_counter()
    for text in texts[1 : TEXTS + 1]:
        embedder.passages([text])
    rate = min(TEXTS, len(texts) - 1) / (time.perf_counter() - started)
    print(f"titles with summaries embedded at {rate:.1f} a second by {embedder.model}")


if __name__ == "__main__":
    main()
