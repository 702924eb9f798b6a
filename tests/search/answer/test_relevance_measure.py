"""The measures of relevance, by hand; and that the judged queries are well formed."""

import json
from pathlib import Path

import pytest

from tests.relevance.measure import judged_queries, ndcg, recall

STARTER = Path(__file__).resolve().parents[3] / "home" / "starter" / "practices.jsonl"


def test_gain_is_discounted_by_rank() -> None:
    assert ndcg(["a", "b"], {"a": 3, "b": 1}) == pytest.approx(1.0)
    assert ndcg(["x", "a"], {"a": 3}) == pytest.approx(1 / 1.584962, rel=1e-4)
    assert ndcg([], {"a": 3}) == 0.0 and ndcg(["a"], {}) == 0.0


def test_recall_counts_what_is_wanted_or_useful() -> None:
    assert recall(["a", "x"], {"a": 3, "b": 2, "c": 1}) == 0.5


def test_the_judged_queries_are_about_cases_there_are() -> None:
    known = {json.loads(line)["id"] for line in STARTER.read_text(encoding="utf-8").splitlines()}
    queries = judged_queries()
    assert not {case for judged in queries for case in judged.grades} - known
    assert len(queries) >= 160 and sum(judged.half == 2 for judged in queries) * 2 >= len(queries)
    assert {grade for judged in queries for grade in judged.grades.values()} == {1, 2, 3}
    assert len({(judged.kind, judged.language, judged.text) for judged in queries}) == len(queries)
