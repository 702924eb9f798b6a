"""Experts who may judge a case, and why others may not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from cases.models import City, Topic
from cases.people.choices import Unfit
from cases.people.models import Expert
from cases.selectors.topics import topic_parents

from .members import running

# Of a month: cases that each of these experts has, by key. The room that gives them cases registers itself.
CountCases = Callable[[Iterable[int], date], Mapping[int, int]]
_counters: list[CountCases] = []


@dataclass(frozen=True, slots=True)
class Suitability:
    """Expert, and the reasons for which they may not judge a case; without one they may."""

    expert: Expert
    reasons: tuple[Unfit, ...]
    cases: int  # this month

    @property
    def may_judge(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reasons


def register_case_counter(counter: CountCases) -> None:
    """Adds a room that knows how many cases experts have in a month."""
    if counter not in _counters:
        _counters.append(counter)


def unregister_case_counter(counter: CountCases) -> None:
    """Takes a room out again."""
    if counter in _counters:
        _counters.remove(counter)


def experts_for(city: City, topics: Iterable[Topic], language: str, today: date | None = None) -> list[Suitability]:
    """Every expert with what speaks against them for a case of this city, about these topics, in this language.

    Those who may judge come first, who has the fewest cases this month before others. Queries do not grow with experts.
    """
    day = today or timezone.localdate()
    experts = list(_experts())
    wanted = _with_broader(topics)
    members = set(running().filter(city=city).values_list("person_id", flat=True))
    loads = _loads([expert.pk for expert in experts], day)
    found = [
        Suitability(expert, _reasons(expert, city, wanted, language, day, members, loads), loads.get(expert.pk, 0))
        for expert in experts
    ]
    return sorted(found, key=lambda each: (not each.may_judge, each.cases, each.expert.pk))


def _experts() -> QuerySet[Expert]:
    return Expert.objects.select_related("person").prefetch_related("topics", "excluded_cities")


def _reasons(
    expert: Expert, city: City, wanted: set[str], language: str, day: date, members: set[int], loads: Mapping[int, int]
) -> tuple[Unfit, ...]:
    against = {
        Unfit.INACTIVE: not expert.person.is_active,
        Unfit.PAUSED: expert.is_paused,
        Unfit.AGREEMENT: not expert.is_agreed(day),
        Unfit.MEMBER: expert.person_id in members,
        Unfit.CITY: city.pk in {excluded.pk for excluded in expert.excluded_cities.all()},
        Unfit.TOPIC: wanted.isdisjoint(topic.code for topic in expert.topics.all()),
        Unfit.LANGUAGE: language not in expert.languages,
        Unfit.LOAD: loads.get(expert.pk, 0) >= expert.monthly_load,
    }
    return tuple(reason for reason, applies in against.items() if applies)


def _with_broader(topics: Iterable[Topic]) -> set[str]:
    """Codes of topics and of all above them: who knows mobility, knows bus lanes."""
    parents = topic_parents()
    found: set[str] = set()
    for topic in topics:
        code: str | None = topic.code
        while code and code not in found:
            found.add(code)
            code = parents.get(code)
    return found


def _loads(experts: list[int], day: date) -> dict[int, int]:
    total: dict[int, int] = {}
    for counter in _counters:
        for expert, count in counter(experts, day.replace(day=1)).items():
            total[expert] = total.get(expert, 0) + count
    return total
