"""Beside our search: Wagtail's own on the same pages, for as many as it indexes in reasonable time."""

import time

import django

from .search_speed import QUERIES, report

MOST_PAGES = 20_000  # its index is written page by page


def main() -> None:
    """Indexes the pages with Wagtail's database backend and times plain searches, without facets."""
    django.setup()
    from django.db import transaction
    from wagtail.models import Locale
    from wagtail.search.backends import get_search_backend

    from cases.models import CaseStudyPage

    pages = CaseStudyPage.objects.live()
    if (count := pages.count()) > MOST_PAGES:
        print(f"Wagtail's own search: not measured on {count} pages")
        return
    started = time.perf_counter()
    index = get_search_backend("wagtail").get_index_for_model(CaseStudyPage)
    with transaction.atomic():
        for start in range(0, count, 500):
            index.add_items(CaseStudyPage, list(pages.order_by("pk")[start : start + 500]))
    print(f"Wagtail's own index: {count / (time.perf_counter() - started):.0f} pages a second")
    times = []
    for text, language in QUERIES:  # it takes seconds a search on large collections
        started = time.perf_counter()
        found = pages.filter(locale=Locale.objects.get(language_code=language)).search(text, backend="wagtail")
        found.count(), list(found[:20])
        times.append((time.perf_counter() - started) * 1000)
    report("Wagtail's own search, total and 20 pages, no facets", times)


if __name__ == "__main__":
    main()
