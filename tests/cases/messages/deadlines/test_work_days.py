"""Working days of cities: weekends of their countries, public holidays, and what a city says itself."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases.messages.models import CityCalendar, CityDayOff
from cases.messages.models.calendars import validate_time_zone, validate_weekend
from cases.messages.selectors.work_days.calendars import OutsideCalendarError, WorkCalendar, calendar_of
from cases.messages.selectors.work_days.countries import is_known
from cases.messages.selectors.work_days.deadlines import deadline, due, working_days_between
from cases.messages.selectors.work_days.zones import time_zone_of
from cases.models import City

COUNTRIES = ("IR", "IQ", "TR", "ES", "AE", "CN", "XX")  # of the last nobody knows holidays
FRIDAY = 4


def city(country: str, slug: str = "", **values: Any) -> City:
    return City(
        slug=slug or country.lower(),
        code_prefix=(slug or country * 2)[:3].upper(),
        country=country,
        names={"en": slug},
        **values,
    )


def saved(country: str) -> City:
    found, _is_new = City.objects.get_or_create(
        slug=f"a-{country.lower()}",
        defaults={"code_prefix": f"{country}Q", "country": country, "names": {"en": country}},
    )
    return found


def calendar(country: str) -> WorkCalendar:
    return WorkCalendar(country, time_zone_of(city(country)))


days = st.dates(date(1992, 1, 1), date(2090, 12, 31))
counts = st.integers(0, 60)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(COUNTRIES), days, counts)
@example("IR", date(2026, 3, 19), 1)
@example("IR", date(2024, 12, 29), 60)
def test_a_deadline_is_a_working_day_and_counting_leads_back(country: str, start: date, count: int) -> None:
    each = calendar(country)
    end = each.deadline(start, count)
    assert each.is_working(end) and end >= start
    assert each.working_days_between(start, end) == count or (count == 0 and not each.is_working(start))
    later = each.deadline(start, count + 1)
    assert later > end or (count == 0 and later == end and not each.is_working(start)), "more days never end sooner"
    assert each.deadline(start + timedelta(days=1), count) >= end, "nor does a later start"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(COUNTRIES), days, st.integers(0, 60), st.integers(0, 60))
def test_counting_adds_up(country: str, start: date, first: int, second: int) -> None:
    each = calendar(country)
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    parts = each.working_days_between(start, middle) + each.working_days_between(middle, end)
    assert (
        each.working_days_between(start, end) == parts and each.working_days_between(end, start) == 0
    ) or first + second == 0


@pytest.mark.parametrize(("country", "weekend"), [("IR", {4}), ("IQ", {4, 5}), ("TR", {5, 6}), ("XX", {5, 6})])
def test_weekends_are_those_of_the_country(country: str, weekend: set[int]) -> None:
    week = [date(2026, 10, 5) + timedelta(days=number) for number in range(7)]
    assert {day.weekday() for day in week if not calendar(country).is_working(day)} == weekend


def test_friday_is_a_weekend_in_tehran_and_sunday_is_not() -> None:
    assert calendar("IR").deadline(date(2026, 10, 8), 1) == date(2026, 10, 10), "Thursday, then Saturday"
    assert calendar("TR").deadline(date(2026, 10, 8), 1) == date(2026, 10, 9)


def test_nowruz_lies_between_two_weeks() -> None:
    """1405 begins on 21 March 2026; four days of it are holidays, 1 and 2 April are, and so is 20 March."""
    tehran = calendar("IR")
    closed = [
        day
        for day in (date(2026, 3, 19) + timedelta(days=number) for number in range(16))
        if not tehran.is_working(day)
    ]
    assert [day.isoformat()[5:] for day in closed] == [
        "03-20",
        "03-21",
        "03-22",
        "03-23",
        "03-24",
        "03-27",
        "04-01",
        "04-02",
        "04-03",
    ]
    assert tehran.deadline(date(2026, 3, 18), 10) == date(2026, 4, 6)


@pytest.mark.parametrize(
    ("year", "first"),
    [
        (2024, date(2024, 3, 20)),
        (2025, date(2025, 3, 21)),
        (2028, date(2028, 3, 20)),
        (2029, date(2029, 3, 20)),
        (2030, date(2030, 3, 21)),
    ],
)
def test_leap_years_of_the_jalali_calendar_move_nowruz(year: int, first: date) -> None:
    """1403 and 1408 have 366 days, so that the year after begins on 21 March again."""
    off = calendar("IR").day_off(first)
    assert off is not None and "Nowruz" in off.name
    before = calendar("IR").day_off(first - timedelta(days=1))
    assert before is None or "Nowruz" not in before.name


def test_half_days_hold_nobody_to_an_afternoon() -> None:
    off = calendar("TR").day_off(date(2026, 10, 28))
    assert off is not None and "Republic Day" in off.name
    assert calendar("TR").deadline(date(2026, 10, 27), 1) == date(2026, 10, 30)


@pytest.mark.django_db
def test_dates_of_the_moon_that_are_reckoned_say_so() -> None:
    with override("fa"):
        found = due(saved("IR"), date(2030, 5, 8), 3)
        assert any(off.is_estimated for off in found.days_off) and len(found.notes) == 1 and "تاسوعا" in found.notes[0]
    with override("en"):
        assert due(saved("IR"), date(2026, 10, 5), 3).notes == [], "those that were announced are certain"
        assert due(saved("IQ"), date(2026, 6, 14), 3).notes[0].startswith("The dates of some holidays are reckoned")


@pytest.mark.django_db
def test_of_a_country_that_nobody_knows_that_is_said() -> None:
    assert not is_known("XX") and is_known("IR") and not is_known("")
    with override("ar"):
        found = due(saved("XX"), date(2026, 12, 24), 1)
        assert found.day == date(2026, 12, 25) and len(found.notes) == 1 and "العطل" in found.notes[0]


def test_a_moment_is_the_day_it_is_where_the_city_lies() -> None:
    evening = datetime(2026, 10, 5, 21, 0, tzinfo=UTC)
    assert calendar("IR").local(evening) == date(2026, 10, 6) and calendar("ES").local(evening) == date(2026, 10, 5)
    morning = datetime(2026, 10, 5, 20, 0, tzinfo=UTC)
    assert calendar("IR").deadline(morning, 1) == date(2026, 10, 6), "early or late on a day is one"
    assert calendar("IR").deadline(datetime(2026, 10, 4, 20, 31, tzinfo=UTC), 1) == date(2026, 10, 6)


@pytest.mark.parametrize(
    ("country", "longitude", "zone"),
    [
        ("IR", None, "Asia/Tehran"),
        ("TR", 29.0, "Europe/Istanbul"),
        ("IQ", 44.4, "Asia/Baghdad"),
        ("US", -74.0, "EST"),
        ("US", -122.4, "PST"),
        ("ID", 106.8, "WIB"),
        ("BR", -46.6, "-03"),
        ("XX", 0.0, "Asia/Tehran"),
    ],
)
def test_time_zones(country: str, longitude: float | None, zone: str) -> None:
    found = time_zone_of(city(country, longitude=longitude))
    name = datetime(2026, 1, 15, tzinfo=found).tzname()
    assert zone in (str(found), name)


@pytest.mark.parametrize(
    ("start", "count"),
    [(date(2026, 1, 1), -1), (date(2026, 1, 1), 1_001), (date(2099, 12, 1), 60), (date(1900, 1, 1), 1)],
)
def test_what_no_calendar_knows_is_an_error(start: date, count: int) -> None:
    with pytest.raises(OutsideCalendarError):
        calendar("IR").deadline(start, count)


def test_a_city_that_never_works_is_an_error() -> None:
    with pytest.raises(OutsideCalendarError):
        WorkCalendar("IR", time_zone_of(city("IR")), frozenset(range(7))).deadline(date(2026, 1, 1), 1)


@pytest.mark.django_db
def test_a_city_has_its_own_weekend_and_days(django_assert_max_num_queries: Any) -> None:
    tehran = city("IR", "tehran-north")
    tehran.save()
    own = CityCalendar.objects.create(city=tehran, own_weekend=True, weekend="3,4", time_zone="Asia/Dubai")
    CityDayOff.objects.create(calendar=own, date=date(2026, 10, 7), name="Snow")
    CityDayOff.objects.create(calendar=own, date=date(2026, 3, 24), name="Offices are open", is_working=True)
    assert deadline(tehran, date(2026, 10, 6), 1) == date(2026, 10, 10), (
        "Wednesday is snow, Thursday and Friday a weekend"
    )
    assert working_days_between(tehran, date(2026, 3, 20), date(2026, 3, 25)) == 2
    assert str(calendar_of(tehran).zone) == "Asia/Dubai"
    with django_assert_max_num_queries(2):
        calendar_of(tehran)
    CityCalendar.objects.update(own_weekend=False)
    assert deadline(tehran, date(2026, 10, 7), 1) == date(2026, 10, 8), "the country's weekend again"


@pytest.mark.parametrize("value", ["0,1,2,3,4,5,6", "7", "a", "1,1", "12"])
def test_a_wrong_weekend_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        validate_weekend(value)
    validate_weekend("4,5")
    validate_weekend("")
    with pytest.raises(ValidationError):
        validate_time_zone("Asia/Teheran")
