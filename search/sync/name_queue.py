"""Vectors of the labels of topics, made after an editor added them: until then a label does not count as a route."""

from collections.abc import Callable
from weakref import ref

from search.content.thesaurus import Thesaurus, current_thesaurus
from search.meaning.embedder import Embedder, get_embedder
from search.meaning.names import missing_names
from search.meaning.vectors import text_vectors

from .locks import vectors_lock

SOME = 200  # labels at a time, so that the vectors of cases do not wait behind a whole new thesaurus


class _Complete:
    """Thesaurus and model whose labels all have vectors: nobody looks at them again until one of them is another."""

    def __init__(self) -> None:
        self.thesaurus: Callable[[], Thesaurus | None] = lambda: None
        self.model = ""

    def is_of(self, thesaurus: Thesaurus, embedder: Embedder) -> bool:
        return self.thesaurus() is thesaurus and self.model == embedder.model

    def set(self, thesaurus: Thesaurus, embedder: Embedder) -> None:
        self.thesaurus, self.model = ref(thesaurus), embedder.model


_complete = _Complete()


def names_wait() -> int:
    """Number of labels whose vectors have yet to be made."""
    embedder = get_embedder()
    return len(missing_names(current_thesaurus(), embedder.model)) if embedder else 0


def compute_names(most: int | None = None, progress: Callable[[int], object] = lambda count: None) -> None:
    """Makes vectors of labels that have none, at most so many. Does nothing while another process does it.

    Raises EmbedderUnavailable.
    """
    embedder, thesaurus = get_embedder(), current_thesaurus()
    if embedder is None or _complete.is_of(thesaurus, embedder):
        return
    with vectors_lock() as held:
        if not held:
            return
        missing = missing_names(thesaurus, embedder.model)
        text_vectors(missing[:most], embedder, progress)
        if most is None or len(missing) <= most:
            _complete.set(thesaurus, embedder)
