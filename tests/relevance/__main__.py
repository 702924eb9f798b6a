"""make relevance: judged queries against words alone, with meaning, and Wagtail's own search on the same pages."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

import django

from .measure import BLIND, GOLDEN, Judged, judged_queries, recall
from .measure import score as _score

ROOT = Path(__file__).resolve().parents[2]
Answer = tuple[list[str], int]  # case ids in order, word matches in all


def main() -> None:
    """Sets up a collection of its own, then measures in a process that sees it."""
    if "--measure" in sys.argv:
        measure()
        return
    with tempfile.TemporaryDirectory(prefix="knowledgebase-relevance-") as folder:
        environment = {**os.environ, "DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "knowledgebase.settings"}
        for command in (["manage.py", "set_up", "-v0"], ["-m", "tests.relevance", "--measure"]):
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)


def measure() -> None:
    """Prints the tables."""
    django.setup()
    from django.utils.translation import override
    from wagtail.models import Locale
    from wagtail.search.backends import get_search_backend

    from cases.models import CaseStudyPage
    from search.answer.service import FoundCase, SearchPage, search
    from search.params import SearchParams

    def page(judged: Judged) -> SearchPage:
        with override(judged.language):
            return search(SearchParams(q=judged.text, language=judged.language), patiently=True)

    def ids(cases: Sequence[FoundCase]) -> list[str]:
        return [str(case.card.import_id) for case in cases]

    def wagtail(judged: Judged) -> Answer:
        locale = Locale.objects.get(language_code=judged.language)
        pages = CaseStudyPage.objects.live().filter(locale=locale).search(judged.text, backend="wagtail")
        found = [str(one.case.import_id) for one in pages[:20] if one.case]
        return list(dict.fromkeys(found)), len(found)

    get_search_backend("wagtail").add_bulk(CaseStudyPage, list(CaseStudyPage.objects.live()))
    for file in (GOLDEN, BLIND):
        queries = judged_queries(file)
        pages = {judged: page(judged) for judged in queries}
        columns: dict[str, Callable[[Judged], Answer]] = {
            "words alone": lambda judged, pages=pages: (ids(pages[judged].hits), pages[judged].total),
            "one list": lambda judged, pages=pages: (ids(pages[judged].merged), len(pages[judged].merged)),
            "Wagtail": wagtail,
        }
        answers = {name: {judged: ask(judged) for judged in queries} for name, ask in columns.items()}
        graded = [judged for judged in queries if not judged.kind.startswith("spelling")]
        print(f"\n== {file.name}")
        _table(graded, answers)
        _spelling(queries, answers["one list"])
        typos = [judged for judged in graded if judged.kind == "typo"]
        right = sum(any(case in judged.grades for case in answers["one list"][judged][0][:3]) for judged in typos)
        print(f"\none-edit typos with a wanted case among the first three: {right} of {len(typos)}")
        _worst(graded, answers["one list"])


def score(judged: Judged, answer: Answer) -> float:
    """How well an answer fits a judged query."""
    return _score(*answer, judged.grades)


def _table(queries: Sequence[Judged], answers: dict[str, dict[Judged, Answer]]) -> None:
    groups = {kind: [q for q in queries if q.kind == kind] for kind in dict.fromkeys(q.kind for q in queries)}
    groups |= {f"in {code}": [q for q in queries if q.language == code] for code in ("fa", "en", "ar")}
    groups |= {f"half {half}": [q for q in queries if q.half == half] for half in (1, 2)}
    groups["all"] = list(queries)
    print(f"{'nDCG@10 / recall@20':22}" + "".join(f"{name:>18}" for name in answers))
    for name, group in groups.items():
        cells = []
        for found in answers.values():
            wanted = [q for q in group if q.grades]
            recalled = fmean(recall(found[q][0], q.grades) for q in wanted) if wanted else float("nan")
            cells.append(f"{fmean(score(q, found[q]) for q in group):.3f} / {recalled:.3f}")
        print(f"{name + f' ({len(group)})':22}" + "".join(f"{cell:>18}" for cell in cells))


def _spelling(queries: Sequence[Judged], answers: dict[Judged, Answer]) -> None:
    groups: dict[str, set[tuple[str, ...]]] = {}
    for judged in queries:
        if judged.kind.startswith("spelling"):
            groups.setdefault(judged.kind, set()).add(tuple(answers[judged][0][:10]))
    unequal = [kind for kind, lists in groups.items() if len(lists) > 1]
    print(f"\nspelling groups with one list: {len(groups) - len(unequal)} of {len(groups)} {' '.join(unequal)}")


def _worst(queries: Sequence[Judged], answers: dict[Judged, Answer]) -> None:
    print("\nthe worst ten")
    for judged in sorted(queries, key=lambda one: score(one, answers[one]))[:10]:
        print(f"  {score(judged, answers[judged]):.2f}  {judged.text}  ({judged.kind}, {judged.language})")
        print(f"        {', '.join(answers[judged][0][:5])}")


if __name__ == "__main__":
    main()
