"""The measures, and the judged queries they are taken over."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GOLDEN = Path(__file__).with_name("golden.tsv")
# Written blind, as people of other fields would, and judged against every case afterwards.
BLIND = Path(__file__).with_name("golden-2.tsv")


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A query of a reader of ``language`` with the cases that deserve a grade (3 wanted, 2 useful, 1 related).

    ``half`` is 1 for queries that were there while the ranking was made, 2 for those written afterwards.
    """

    kind: str
    language: str
    half: int
    text: str
    grades: Mapping[str, int]


def judged_queries(file: Path = GOLDEN) -> list[Judged]:
    """The queries of a file, one a line."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, language, half, text, *graded = line.split("\t")
            pairs = [pair.rpartition(":") for pair in " ".join(graded).split()]
            found.append(Judged(kind, language, int(half), text, {case: int(grade) for case, _c, grade in pairs}))
    return found


def ndcg(found: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), gain 2^grade - 1."""
    gained = sum(_gain(grades.get(case, 0), rank) for rank, case in enumerate(found[:depth]))
    ideal = sum(_gain(grade, rank) for rank, grade in enumerate(sorted(grades.values(), reverse=True)[:depth]))
    return gained / ideal if ideal else 0.0


def _gain(grade: int, rank: int) -> float:
    return float((2**grade - 1) / math.log2(rank + 2))


def score(found: Sequence[str], word_matches: int, grades: Mapping[str, int]) -> float:
    """nDCG@10; where nothing should be found, whether no word match was claimed."""
    return ndcg(found, grades) if grades else float(word_matches == 0)


def score_of_list(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """nDCG@10 of the one list of a reader; where nothing should be found, whether nothing is shown."""
    return ndcg(found, grades) if grades else float(not found)


def recall(found: Sequence[str], grades: Mapping[str, int], depth: int = 20) -> float:
    """Share of the cases of grade 2 and 3 among the first ``depth``."""
    wanted = {case for case, grade in grades.items() if grade >= 2}
    return len(wanted & set(found[:depth])) / len(wanted) if wanted else 0.0
