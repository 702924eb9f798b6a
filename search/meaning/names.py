"""Names as a route: how near each topic of the thesaurus, and each thing that goes wrong, is to a question, by the
vectors of its labels one by one.

A subject is as near as the mean of its three nearest labels. One label alone may be near by accident, and the vector of
all of them together is near to nothing in particular.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from threading import Lock
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from search.content.documents import Subject
from search.content.thesaurus import Thesaurus

from .embedder import Vector, model_name
from .foreign import SUBJECTS
from .texts import label_text, unique
from .vectors import kept_text_vectors

SUBJECTS_OF = ("topic", "setback")  # facets whose values have names of a meaning
NEAREST = 3  # labels of a subject that count
NEAREST_OF_ALL, NEAREST_FOREIGN = 10, 5  # labels of all subjects, and names of foreign ones, that are compared
NO_COSINE = np.float32(-2)
LOOKED_AGAIN = 30.0  # seconds after which vectors that were missing are looked for


@dataclass(frozen=True)
class NameVectors:
    """Vectors of the labels of subjects, those of one after the other. ``missing`` is how many have none yet."""

    codes: Sequence[Subject]
    bounds: Sequence[int]  # where the labels of each subject begin, and the end of the last
    matrix: NDArray[np.float32]  # a row a label
    foreign: NDArray[np.float32]  # a row a name of a foreign subject
    missing: int

    def nearness(self, question: Vector) -> dict[Subject, float]:
        """Mean cosine of the three labels of each subject that are nearest to a question; without vectors none."""
        if not self.codes:
            return {}
        # All subjects at once: a row each, filled up with what no cosine is.
        of_topics = np.append(self.matrix @ question, NO_COSINE)[self.places]
        if of_topics.shape[1] > NEAREST:
            of_topics = np.partition(of_topics, of_topics.shape[1] - NEAREST, axis=1)[:, -NEAREST:]
        is_label = of_topics > NO_COSINE
        means = np.where(is_label, of_topics, 0).sum(axis=1) / is_label.sum(axis=1)
        return dict(zip(self.codes, means.tolist(), strict=True))

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """Rows of the labels of each subject, a row a subject, filled up with the row behind the last."""
        counts = np.diff(self.bounds)
        columns = np.arange(counts.max())
        return np.where(columns < counts[:, None], np.array(self.bounds[:-1])[:, None] + columns, len(self.matrix))

    def lead(self, question: Vector) -> float | None:
        """Lead of the nearest labels before the nearest names of foreign subjects, in cosine; None without vectors."""
        if not len(self.matrix) or not len(self.foreign):
            return None
        near = _mean_of_nearest(self.matrix @ question, NEAREST_OF_ALL)
        return near - _mean_of_nearest(self.foreign @ question, NEAREST_FOREIGN)


def _mean_of_nearest(cosines: NDArray[np.float32], most: int = NEAREST) -> float:
    if len(cosines) > most:
        cosines = np.partition(cosines, len(cosines) - most)[-most:]
    return float(cosines.mean())


def label_texts(thesaurus: Thesaurus) -> dict[Subject, list[str]]:
    """Labels of each subject in every language, as they are given to a model, each once."""
    return {
        (facet, code): list(dict.fromkeys(label_text(label) for labels in concept.labels.values() for label in labels))
        for facet in SUBJECTS_OF
        for code, concept in thesaurus.by_code(facet).items()
    }


def load_name_vectors(thesaurus: Thesaurus, model: str) -> NameVectors:
    """Reads the vectors of all labels that have one. A query for some thousand labels."""
    texts = label_texts(thesaurus)
    kept = kept_text_vectors([text for labels in texts.values() for text in labels], model)
    held = {code: [kept[text] for text in labels if text in kept] for code, labels in texts.items()}
    held = {code: vectors for code, vectors in held.items() if vectors}
    rows = [vector for vectors in held.values() for vector in vectors]
    foreign = foreign_names()
    known = kept_text_vectors(foreign, model)
    missing = sum(map(len, texts.values())) - len(rows) + len(foreign) - len(known)
    bounds = [0, *accumulate(map(len, held.values()))]
    return NameVectors(list(held), bounds, _matrix(rows), _matrix(known.values()), missing)


def _matrix(rows: Iterable[Vector]) -> NDArray[np.float32]:
    listed = list(rows)
    return np.array(listed, dtype=np.float32) if listed else np.zeros((0, 0), dtype=np.float32)


def foreign_names() -> list[str]:
    """Names of foreign subjects in every language, as they are given to a model."""
    return unique([name for names in SUBJECTS.values() for listed in names.values() for name in listed.split("|")])


def all_names(thesaurus: Thesaurus) -> list[str]:
    """Labels of subjects and names of foreign ones, as they are given to a model, each once."""
    return unique([*(text for labels in label_texts(thesaurus).values() for text in labels), *foreign_names()])


class _Current:
    """Name vectors of this process, for the thesaurus and model in force; those still missing are looked for again."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.of: tuple[Thesaurus, str] | None = None
        self.vectors: NameVectors | None = None
        self.read_at = 0.0

    def get(self, thesaurus: Thesaurus, model: str) -> NameVectors:
        if (vectors := self._fresh(thesaurus, model)) is not None:
            return vectors
        with self.lock:
            if (vectors := self._fresh(thesaurus, model)) is None:
                self.vectors = vectors = load_name_vectors(thesaurus, model)
                self.of, self.read_at = (thesaurus, model), monotonic()
            return vectors

    def _fresh(self, thesaurus: Thesaurus, model: str) -> NameVectors | None:
        if self.vectors is None or self.of is None or self.of[0] is not thesaurus or self.of[1] != model:
            return None
        return None if self.vectors.missing and monotonic() - self.read_at > LOOKED_AGAIN else self.vectors


_current = _Current()


def nearness_of_subjects(thesaurus: Thesaurus, question: Vector) -> Mapping[Subject, float]:
    """Nearness of every topic and setback whose labels have vectors to a question; empty where meaning is off."""
    vectors = _vectors(thesaurus)
    return vectors.nearness(question) if vectors is not None else {}


def lead_of_subjects(thesaurus: Thesaurus, question: Vector) -> float | None:
    """Lead of the subjects of the library before foreign ones, in cosine; None where meaning is off or not ready."""
    vectors = _vectors(thesaurus)
    return vectors.lead(question) if vectors is not None else None


def _vectors(thesaurus: Thesaurus) -> NameVectors | None:
    model = model_name()
    return _current.get(thesaurus, model) if model else None


def forget_name_vectors() -> None:
    """Makes the next question in this process read them anew."""
    _current.of = None


def missing_names(thesaurus: Thesaurus, model: str) -> list[str]:
    """Labels and names, as they are given to a model, that have no vector by it."""
    texts = all_names(thesaurus)
    kept = kept_text_vectors(texts, model)
    return [text for text in texts if text not in kept]
