"""Starter collection: the files that ship with the product, and how a new site gets them."""

from pathlib import Path

from search.meaning import text_vector_file
from search.meaning.embedder import model_name

STARTER = Path(__file__).resolve().parents[1] / "starter"
VECTORS = STARTER / "vectors.npz"
NAME_VECTORS = STARTER / "names.npz"  # of every label of the thesaurus, rounded


def keep_starter_vectors() -> int:
    """Keeps the vectors of the starter collection's texts and labels, which take minutes to compute; how many.

    None of another model than the one they were made by. One whose text was changed since is computed as any other.
    """
    model = model_name()
    return sum(text_vector_file.read(path, model) for path in (VECTORS, NAME_VECTORS)) if model else 0
