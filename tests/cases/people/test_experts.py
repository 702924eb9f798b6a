"""Experts who may judge a case, and why others may not."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import City, Topic
from cases.people.choices import Unfit
from cases.people.models import Expert
from cases.people.selectors.experts import experts_for, register_case_counter, unregister_case_counter
from cases.people.services.experts import keep_record
from cases.people.services.memberships import end
from cases.permissions import Role
from tests.cases.roles import person

from .cities import account, city, member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
TODAY = date(2026, 6, 15)


@pytest.fixture
def avila() -> City:
    """The city of the case."""
    return city("avila")


@pytest.fixture
def broad() -> Topic:
    """A topic with a narrower one."""
    return Topic.objects.filter(parent=None, children__isnull=False)[0]


@pytest.fixture
def narrow(broad: Topic) -> Topic:
    """The topic of the case."""
    return broad.children.all()[0]


def expert(name: str, *topics: Topic, **changes: Any) -> Expert:
    """An expert whom nothing keeps from judging, but for the changes."""
    given = {"languages": ["en", "fa"], "monthly_load": 2, "agreed_on": date(2026, 1, 1), **changes}
    made = Expert.objects.create(person=account(name), **given)
    made.topics.set(topics)
    return made


def reasons(of: City, *topics: Topic, language: str = "en", today: date = TODAY) -> dict[str, list[Unfit]]:
    """Reasons against each expert, by name, in the order of the answer."""
    found = experts_for(of, topics, language, today)
    return {each.expert.person.get_username(): list(each.reasons) for each in found}


def test_who_knows_the_broader_topic_may_judge_and_who_knows_another_may_not(
    avila: City, broad: Topic, narrow: Topic
) -> None:
    other = Topic.objects.filter(parent=None).exclude(pk=broad.pk)[0]
    expert("other", other)
    expert("broad", broad)
    expert("narrow", narrow)
    assert reasons(avila, narrow) == {"broad": [], "narrow": [], "other": [Unfit.TOPIC]}
    assert reasons(avila, broad)["narrow"] == [Unfit.TOPIC], "a part of the field is not the field"
    assert reasons(avila, other, narrow)["other"] == []


def test_each_reason(avila: City, narrow: Topic) -> None:
    expert("persian", narrow, languages=["fa"])
    expert("paused", narrow, is_paused=True)
    expert("never", narrow, agreed_on=None)
    expert("biased", narrow).excluded_cities.add(avila)
    left = expert("closed", narrow)
    left.person.is_active = False
    left.person.save()
    mine = expert("mine", narrow)
    membership = member(avila, "mine")
    assert reasons(avila, narrow) == {
        "persian": [Unfit.LANGUAGE],
        "paused": [Unfit.PAUSED],
        "never": [Unfit.AGREEMENT],
        "biased": [Unfit.CITY],
        "closed": [Unfit.INACTIVE],
        "mine": [Unfit.MEMBER],
    }
    end(membership, mine.person)
    assert reasons(avila, narrow)["mine"] == []
    assert reasons(city("burgos"), narrow)["biased"] == []


@pytest.mark.parametrize(
    ("agreed", "day", "holds"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), True),
        (date(2026, 1, 1), date(2027, 1, 2), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 3, 1), False),
    ],
)
def test_an_agreement_holds_for_a_year(avila: City, narrow: Topic, agreed: date, day: date, holds: bool) -> None:
    expert("mina", narrow, agreed_on=agreed)
    assert (reasons(avila, narrow, today=day)["mina"] == []) == holds


def test_the_load_of_a_month_is_what_other_rooms_say(avila: City, narrow: Topic) -> None:
    busy, free = expert("busy", narrow), expert("free", narrow)
    asked: list[date] = []

    def count(experts: Iterable[int], month: date) -> Mapping[int, int]:
        asked.append(month)
        return {busy.pk: 2, free.pk: 1}

    register_case_counter(count)
    register_case_counter(count)
    try:
        found = experts_for(avila, [narrow], "en", TODAY)
        third = expert("third", narrow)
        assert [each.expert for each in experts_for(avila, [narrow], "en", TODAY)] == [third, free, busy]
    finally:
        unregister_case_counter(count)
    assert asked == [date(2026, 6, 1)] * 2
    assert [(each.expert, each.may_judge, each.cases) for each in found] == [(free, True, 1), (busy, False, 2)]
    assert found[1].reasons == (Unfit.LOAD,)


def test_queries_do_not_grow_with_experts(avila: City, narrow: Topic) -> None:
    counts = []
    for number in range(8):
        expert(f"expert-{number}", narrow).excluded_cities.add(city(f"{chr(98 + number)}town"))
        with CaptureQueriesContext(connection) as queries:
            experts_for(avila, [narrow], "en", TODAY)
        counts.append(len(queries))
    assert set(counts) == {counts[0]} and counts[0] <= 6


def test_the_record_is_kept_by_its_expert_and_editors_and_renewed_by_the_expert_alone(narrow: Topic) -> None:
    mina = expert("mina", narrow, agreed_on=None)
    given: Any = {
        "topics": [narrow], "languages": ["ar"], "excluded_cities": [city("burgos")], "monthly_load": 4,
        "is_paused": False, "renews": True,
    }  # fmt: skip
    with pytest.raises(PermissionDenied):
        keep_record(mina, account("other"), **given)
    assert keep_record(mina, person(Role.EDITOR), **given).agreed_on is None
    kept = keep_record(mina, mina.person, **given)
    assert kept.is_agreed() and kept.languages == ["ar"] and kept.excluded_cities.get().slug == "burgos"
