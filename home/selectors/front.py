"""What the home page shows besides its own text."""

from dataclasses import dataclass

from cases.selectors.case_cards import CaseCard, case_cards
from cases.selectors.places import Place, places
from cases.selectors.public_lists import latest_cases, stopped_cases, topic_counts
from cases.selectors.topics import topic_tree

LATEST, STOPPED = 6, 3


@dataclass(frozen=True, slots=True)
class Front:
    """Numbers from the data, themes with their cases, cities on the map, the latest cases, some that were stopped."""

    cases: int
    cities: int
    countries: int
    stopped_cases: int
    topics: list[tuple[str, str, int]]  # code, label, cases
    places: list[Place]
    latest: list[CaseCard]
    stopped: list[CaseCard]


def front(language: str) -> Front:
    """The front page in a language; eight queries."""
    tree = topic_tree()
    counts = topic_counts(tree)
    found = places(language)
    latest, stopped = latest_cases(LATEST), stopped_cases()
    others = sorted(stopped, key=lambda code: code in latest)[:STOPPED]  # rather those not shown above
    cards = {card.code: card for card in case_cards(list(dict.fromkeys([*latest, *others])), language)}
    return Front(
        cases=sum(place.count for place in found),
        cities=len(found),
        countries=len({place.country for place in found}),
        stopped_cases=len(stopped),
        topics=[
            (code, node.label(language), counts[code])
            for code, node in tree.items()
            if node.parent is None and code in counts
        ],
        places=[place for place in found if place.is_on_map],
        latest=[cards[code] for code in latest if code in cards],
        stopped=[cards[code] for code in others if code in cards],
    )
