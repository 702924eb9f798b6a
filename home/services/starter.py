"""Starter collection: the files that ship with the product, and how a new site gets them."""

from pathlib import Path

from search.meaning import text_vector_file
from search.meaning.embedder import model_name

STARTER = Path(__file__).resolve().parents[1] / "starter"
VECTORS = STARTER / "vectors.npz"


def keep_starter_vectors() -> int:
    """Keeps the vectors of the starter collection's texts, which take a minute to compute; how many.

    None of another model than the one they were made by. One whose text was changed since is computed as any other.
    """
    model = model_name()
    return text_vector_file.read(VECTORS, model) if model else 0
