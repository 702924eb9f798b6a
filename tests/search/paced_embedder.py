"""A model whose pace, failures and number of calls a test sets. Real in all else."""

import threading
import time
from collections.abc import Sequence

import numpy as np

from search.meaning.embedder import EmbedderUnavailable, Vector


class PacedEmbedder:
    """Takes as many seconds as a text says (``slow 0.3 …``), none where no text says anything."""

    model = "paced"
    at_once = 4
    case_scale, name_scale = 0.02, 0.02

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.calls = 0
        self.error: Exception | None = None
        self._lock = threading.Lock()

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        with self._lock:
            self.asked += texts
            self.calls += 1
        time.sleep(max(float(text.split()[1]) if text.startswith("slow ") else 0.0 for text in texts))
        if self.error is not None:
            raise self.error
        return [np.eye(1, 384, dtype=np.float32)[0] for _text in texts]

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        raise EmbedderUnavailable("it is asked questions only")
