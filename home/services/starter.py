"""Starter collection: the files that ship with the product, and how a new site gets them."""

import json
from pathlib import Path
from typing import Any

from search.meaning import text_vector_file
from search.meaning.embedder import model_name

STARTER = Path(__file__).resolve().parents[1] / "starter"
VECTORS = STARTER / "vectors.npz"
NAME_VECTORS = STARTER / "names.npz"  # of every label of the thesaurus, rounded
SETBACKS = STARTER / "setbacks.json"  # by case and code, the sentence of the case that says so


def starter_cases() -> bytes:
    """Cases of the starter collection as a file of cases, each with what went wrong, which was read out of its text."""
    setbacks: dict[str, Any] = json.loads(SETBACKS.read_text(encoding="utf-8"))
    lines = (STARTER / "practices.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    told = [{**record, "setbacks": list(setbacks.get(record["id"], ()))} for record in records]
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in told).encode()


def keep_starter_vectors() -> int:
    """Keeps the vectors of the starter collection's texts and labels, which take minutes to compute; how many.

    None of another model than the one they were made by. One whose text was changed since is computed as any other.
    """
    model = model_name()
    return sum(text_vector_file.read(path, model) for path in (VECTORS, NAME_VECTORS)) if model else 0
