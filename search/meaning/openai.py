"""Any server with OpenAI's /v1/embeddings: a model of one's own, on another machine."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import requests
from django.conf import settings

from .embedder import MOST_CHARACTERS, EmbedderLate, EmbedderUnavailable, Vector, normalised

PASSAGES_SECONDS = 60.0
BATCH = 32


class OpenAIEmbedder:
    """Asks SEARCH_EMBEDDER_URL for vectors of SEARCH_EMBEDDER_MODEL."""

    at_once = 8

    @property
    def case_scale(self) -> float:
        """See ``Embedder``."""
        return float(settings.SEARCH_EMBEDDER_SCALES[0])

    @property
    def name_scale(self) -> float:
        """See ``Embedder``."""
        return float(settings.SEARCH_EMBEDDER_SCALES[1])

    @property
    def model(self) -> str:
        """See ``Embedder``."""
        return f"{settings.SEARCH_EMBEDDER_MODEL}@{settings.SEARCH_EMBEDDER_URL}"[:120]

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        """See ``Embedder``."""
        prefixed = [settings.SEARCH_EMBEDDER_QUERY_PREFIX + text for text in texts]
        return self._ask(prefixed, settings.SEARCH_EMBEDDER_TIMEOUT)

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """See ``Embedder``."""
        prefixed = [settings.SEARCH_EMBEDDER_PASSAGE_PREFIX + text for text in texts]
        found: list[Vector] = []
        for start in range(0, len(prefixed), BATCH):
            found += self._ask(prefixed[start : start + BATCH], PASSAGES_SECONDS)
        return found

    def _ask(self, texts: Sequence[str], seconds: float) -> list[Vector]:
        key = settings.SEARCH_EMBEDDER_KEY
        try:
            response = requests.post(
                f"{settings.SEARCH_EMBEDDER_URL.rstrip('/')}/embeddings",
                json={"model": settings.SEARCH_EMBEDDER_MODEL, "input": [text[:MOST_CHARACTERS] for text in texts]},
                headers={"Authorization": f"Bearer {key}"} if key else {},
                timeout=seconds,
            )
            response.raise_for_status()
            return _vectors(response.json(), len(texts))
        except requests.ReadTimeout as error:
            raise EmbedderLate(f"no answer in {seconds:g} s") from error
        except (requests.RequestException, ValueError, KeyError, TypeError) as error:
            raise EmbedderUnavailable(str(error)) from error


def _vectors(answer: Any, expected: int) -> list[Vector]:
    rows = sorted(answer["data"], key=lambda row: row["index"])
    if len(rows) != expected:
        raise ValueError(f"the server gave {len(rows)} vectors for {expected} texts")
    return [normalised(np.asarray(row["embedding"], dtype=np.float32)) for row in rows]
