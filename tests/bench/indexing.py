"""How many cases a second become searchable words, and how many texts a second become vectors."""

import tempfile
import time
from itertools import islice
from pathlib import Path

import django

SAMPLE = 10_000  # cases
TEXTS = 100


def main() -> None:
    """Prints the rates of the engine alone, of reading the database for it, and of the model."""
    django.setup()
    from search.document import documents
    from search.engines.embedded.engine import EmbeddedEngine

    started = time.perf_counter()
    found = list(islice(documents(), SAMPLE))
    read = time.perf_counter() - started
    letters = sum(len(text) for document in found for _part, _language, text in document.texts())
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        engine = EmbeddedEngine(Path(folder) / "index")
        engine.fill(engine.new_index(), found, 1)
        indexed = time.perf_counter() - started
    print(f"documents of {letters / len(found):.0f} letters: read at {len(found) / read:.0f} a second, ", end="")
    print(f"words analysed and indexed at {len(found) / indexed:.0f} a second")
    _embedding(found)


def _embedding(found: list) -> None:  # type: ignore[type-arg]  # documents
    from search.meaning.embedder import get_embedder

    embedder = get_embedder()
    assert embedder is not None
    texts = [f"{document.titles[code]} {document.summaries[code]}" for document in found for code in document.bodies]
    embedder.passages(texts[:1])  # loads the model
    started = time.perf_counter()
    for text in texts[1 : TEXTS + 1]:
        embedder.passages([text])
    rate = min(TEXTS, len(texts) - 1) / (time.perf_counter() - started)
    print(f"titles with summaries embedded at {rate:.1f} a second by {embedder.model}")


if __name__ == "__main__":
    main()
