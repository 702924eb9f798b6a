"""How often a page asks the database does not depend on how much there is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import CaseStudyPage
from search.sync.rebuild import rebuild
from tests.bench.fill import fill

PAGES = ["/fa/", "/en/", "/fa/search/", "/fa/cities/", "/fa/topics/", "/fa/map/", "/fa/about/", "/fa/feed.atom"]
MOST = 12


def counts(pages: list[str]) -> dict[str, int]:
    """Queries by page: the fewest of three, since every two seconds a page looks after the thesaurus as well."""
    return {url: min(count(url) for _attempt in range(3)) for url in pages}


def count(url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(url).status_code == 200, url
    # Sections of rooms stand between savepoints only where a test has a transaction around the page.
    asked = [query["sql"][:120] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= MOST, (url, asked)
    return len(asked)


@pytest.mark.django_db
@pytest.mark.usefixtures("starter", "index")
def test_from_fifty_to_a_thousand_cases() -> None:
    page = CaseStudyPage.objects.filter(locale__language_code="fa").select_related("city").order_by("pk")[0]
    topic = page.topics.order_by("code")[0].code
    pages = [*PAGES, page.url, f"/fa/cities/{page.city.slug}/", f"/fa/topics/{topic}/"]
    for url in pages:  # fills what a process keeps, such as the thesaurus
        Client().get(url)
    few = counts(pages)
    fill(1000)
    assert rebuild() == 1052
    many = counts(pages)
    assert many == few
    # What a search finds decides what it asks for besides, such as cards of cases close in meaning.
    assert (
        max(counts(["/fa/search/?q=اتوبوس", "/fa/search/?q=کرگدن", "/en/search/?q=bus&status=running"]).values())
        <= MOST
    )
