"""Deadlines that are kept, and what calendars are given of them."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar

from cases.messages.models import CityCalendar, CityDayOff, Deadline
from cases.messages.services.deadlines.ical import deadline_as_ical, ical_address, ical_attachment
from cases.messages.services.deadlines.keeping import cancel_deadline, reckon_again, set_deadline
from cases.messages.services.deadlines.merging import carry_over
from cases.models import City

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
START = date(2026, 10, 5)


@pytest.fixture
def tehran() -> City:
    return City.objects.create(slug="tehran-x", code_prefix="TEX", country="IR", names={"en": "Tehran", "fa": "تهران"})


def asked(city: City, days: int = 3, start: date = START) -> Deadline:
    return set_deadline(
        "enquiry", city, city, start, days, title="پرسش از تهران; a, b\nand more", url="https://practice.example/x"
    )


def parts(deadline: Deadline) -> tuple[Any, Any, Any]:
    made = Calendar.from_ical(deadline_as_ical(deadline))
    return made, made.walk("VEVENT")[0], made.walk("VTODO")[0]


def test_an_event_and_a_task_at_the_end_of_the_day_of_the_city(tehran: City) -> None:
    with override("fa"):
        raw = deadline_as_ical(asked(tehran))
    made = Calendar.from_ical(raw)
    event, todo = made.walk("VEVENT")[0], made.walk("VTODO")[0]
    assert made["METHOD"] == "PUBLISH" and made["VERSION"] == "2.0" and made["PRODID"]
    assert event.decoded("dtstart") == date(2026, 10, 8) and event.decoded("dtend") == date(2026, 10, 9)
    moment = todo.decoded("due")
    assert (moment.isoformat(), moment.utcoffset()) == ("2026-10-08T23:59:00+03:30", timedelta(hours=3.5))
    assert made.walk("VTIMEZONE")[0]["TZID"] == "Asia/Tehran"
    assert str(event["SUMMARY"]) == "مهلت: پرسش از تهران; a, b\nand more" and "۳" in str(event["DESCRIPTION"])
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines) and lines[-1] == b"" and b"\n" not in raw.replace(b"\r\n", b"")
    assert event["UID"] != todo["UID"] and event["SEQUENCE"] == 0


def test_what_changes_keeps_its_name_and_counts(tehran: City) -> None:
    first = asked(tehran)
    uid = parts(first)[1]["UID"]
    assert asked(tehran).sequence == 0, "nothing changed"
    moved = asked(tehran, 5)
    _made, event, todo = parts(moved)
    assert (event["UID"], event["SEQUENCE"], todo["SEQUENCE"]) == (uid, 1, 1) and event.decoded("dtstart") == date(
        2026, 10, 11
    )
    cancelled = cancel_deadline("enquiry", tehran)
    assert cancelled is not None
    made, event, todo = parts(cancelled)
    assert (made["METHOD"], event["STATUS"], todo["STATUS"], event["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        "CANCELLED",
        2,
    )
    assert event["UID"] == uid and not event.walk("VALARM")
    again = cancel_deadline("enquiry", tehran)
    assert again is not None and again.sequence == 2 and cancel_deadline("other", tehran) is None
    assert asked(tehran, 5).sequence == 3 and parts(asked(tehran, 5))[0]["METHOD"] == "PUBLISH", "asked again"


def test_a_file_beside_a_mail(tehran: City) -> None:
    name, content, kind = ical_attachment(asked(tehran), "en")
    assert (
        name == "deadline.ics" and b"Deadline: " in content and kind == "text/calendar; method=PUBLISH; charset=utf-8"
    )
    cancelled = cancel_deadline("enquiry", tehran)
    assert cancelled is not None and "method=CANCEL" in ical_attachment(cancelled, "en")[2]


def test_at_its_address_it_follows_every_change(tehran: City, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://practice.example"
    path = ical_address(asked(tehran), "en").removeprefix("https://practice.example")
    assert path.startswith("/en/deadline/") and path.endswith(".ics")
    answer = Client().get(path)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert (
        "no-store" in answer["Cache-Control"]
        and "attachment" in answer["Content-Disposition"]
        and b"METHOD" not in answer.content
    )
    asked(tehran, 5)
    assert b"SEQUENCE:1" in Client().get(path).content
    for wrong in (
        path.replace(".ics", "a.ics"),
        f"/en/deadline/{uuid4().hex}.ics",
        f"/en/deadline/{uuid4().hex}.x.ics",
        "/en/deadline/.ics",
    ):
        assert Client().get(wrong).status_code == 404
    assert Client().post(path).status_code == 405
    Deadline.objects.all().delete()
    assert Client().get(path).status_code == 404


def test_a_new_day_off_moves_what_runs_and_nothing_else(tehran: City) -> None:
    today = timezone.localdate()
    running = set_deadline("enquiry", tehran, tehran, today, 3, title="Running")
    over = Deadline.objects.create(
        kind="old",
        content_type=running.content_type,
        object_id="1",
        city=tehran,
        title="Over",
        start=today - timedelta(days=30),
        working_days=3,
        due=today - timedelta(days=20),
        changed_at=timezone.now(),
    )
    calendar = CityCalendar.objects.create(city=tehran)
    CityDayOff.objects.create(calendar=calendar, date=running.due, name="Snow")
    assert [each.pk for each in reckon_again(tehran)] == [running.pk]
    running.refresh_from_db()
    assert running.sequence == 1 and running.due > today and reckon_again(tehran) == []
    over.refresh_from_db()
    assert over.sequence == 0


def test_a_city_that_takes_over_another_has_its_calendar_and_deadlines(tehran: City) -> None:
    other = City.objects.create(slug="tehran-y", code_prefix="TEY", country="TR", names={"en": "Y"})
    CityCalendar.objects.create(city=tehran, own_weekend=True, weekend="3,4")
    asked(tehran)
    carry_over(tehran, other)
    tehran.delete()
    assert CityCalendar.objects.get().city == other and Deadline.objects.get().city == other
