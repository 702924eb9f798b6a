"""Generates collections of any size from the starter collection: real sentences, mixed anew, with ids of their own."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STARTER = Path(__file__).resolve().parents[2] / "home" / "starter" / "practices.jsonl"
PROSE = ("challenge", "solution", "results", "limits", "lessons", "transfer")


def generate(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """``count`` records: the facts of one case, the prose of several others. The same seed gives the same."""
    chooser = random.Random(seed)
    originals = [json.loads(line) for line in STARTER.read_text(encoding="utf-8").splitlines()]
    whole = [record for record in originals if "ar" in record["challenge"]]
    for number in range(count):
        record = copy.deepcopy(chooser.choice(whole))
        record["id"] = f"{record['id']}-{number:06d}"
        other = chooser.choice(whole)
        for language in record["title"]:
            record["title"][language] = f"{other['title'][language][:150]} {number}"
        for name in PROSE:
            record[name] = chooser.choice(whole)[name]
        record["topics"] = sorted({*record["topics"], *chooser.choice(whole)["topics"]})
        yield record


def write(path: Path, count: int) -> None:
    """Writes ``count`` records as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for record in generate(count):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
