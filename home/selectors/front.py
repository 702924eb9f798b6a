"""Front page: everything the home page shows besides its own text."""

from dataclasses import dataclass

from cases.models.localized_text import resolve
from cases.selectors.case_cards import CaseCard, case_cards
from cases.selectors.places import Place, places
from cases.selectors.public_lists import failed_cases, latest_cases, topic_counts
from cases.selectors.topics import top_topics

LATEST, FAILED = 6, 3


@dataclass(frozen=True, slots=True)
class Front:
    """Numbers from the data, themes with their cases, cities on the map, the latest cases, some that did not last."""

    cases: int
    cities: int
    countries: int
    stopped_cases: int  # or never started
    missed_cases: int  # their own goal
    topics: list[tuple[str, str, int]]  # code, label, cases
    places: list[Place]
    latest: list[CaseCard]
    failed: list[CaseCard]


def front(language: str) -> Front:
    """The front page in a language; eight queries."""
    counts, found = topic_counts(), places(language)
    latest, failed = latest_cases(LATEST), failed_cases(LATEST + FAILED)
    others = sorted(failed.codes, key=lambda code: code in latest)[:FAILED]  # rather those not shown above
    cards = {card.code: card for card in case_cards(list(dict.fromkeys([*latest, *others])), language)}
    return Front(
        cases=sum(place.count for place in found),
        cities=len(found),
        countries=len({place.country for place in found}),
        stopped_cases=failed.stopped,
        missed_cases=failed.missed,
        topics=[
            (code, resolve(labels, language).text or code, counts[code])
            for code, labels in top_topics().items()
            if code in counts
        ],
        places=[place for place in found if place.is_on_map],
        latest=[cards[code] for code in latest if code in cards],
        failed=[cards[code] for code in others if code in cards],
    )
