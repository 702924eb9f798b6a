"""What the home page shows besides its own text."""

from dataclasses import dataclass

from cases.selectors.case_cards import CaseCard, case_cards
from cases.selectors.public_lists import cities_with_cases, latest_cases, topic_counts
from cases.selectors.topics import topic_tree

LATEST = 6


@dataclass(frozen=True, slots=True)
class Front:
    """Numbers from the data, themes with their cases, the latest cases."""

    cases: int
    cities: int
    countries: int
    topics: list[tuple[str, str, int]]  # code, label, cases
    latest: list[CaseCard]


def front(language: str) -> Front:
    """The front page in a language; about ten queries."""
    tree = topic_tree()
    counts = topic_counts(tree)
    latest = latest_cases(LATEST)
    cities = [city for city, _count in cities_with_cases()]
    return Front(
        cases=latest.total,
        cities=len(cities),
        countries=len({city.country for city in cities}),
        topics=[
            (code, node.label(language), counts[code])
            for code, node in tree.items()
            if node.parent is None and code in counts
        ],
        latest=case_cards(latest.codes, language),
    )
