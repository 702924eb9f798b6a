"""Deadlines for calendars (RFC 5545): as a file beside a mail, and at a signed address that follows every change."""

from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Alarm, Calendar, Event, Todo

from cases.messages.models import Deadline
from cases.messages.selectors.work_days.calendars import calendar_of
from cases.messages.selectors.work_days.deadlines import due
from cases.selectors.localized_format import day, number

SALT = "cases.messages.deadline"
FILE_TYPE = "text/calendar"


def deadline_as_ical(deadline: Deadline, *, is_feed: bool = False) -> bytes:
    """Calendar with the deadline as an event of its day, which every program shows, and as a task of the city's time.

    Its UID stays; SEQUENCE counts changes, and what was cancelled says so. ``is_feed``: it is published at an address,
    where a calendar has no method.
    """
    is_cancelled = deadline.cancelled_at is not None
    calendar = Calendar()
    calendar.add("prodid", "-//Cities in practice//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if not is_feed:
        calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    event, todo = Event(), Todo()
    event.add("dtstart", deadline.due)
    event.add("dtend", deadline.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # who has a deadline is not busy that day
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    zone = calendar_of(deadline.city).zone
    # The last minute of the day: midnight would be shown as the day after.
    todo.add("due", datetime.combine(deadline.due, time(23, 59), zone))
    todo.add("status", "CANCELLED" if is_cancelled else "NEEDS-ACTION")
    for part, suffix in ((event, "day"), (todo, "task")):
        part.add("uid", f"{deadline.key}-{suffix}@{_host()}")
        part.add("sequence", deadline.sequence)
        part.add("dtstamp", deadline.changed_at.astimezone(UTC))
        part.add("last-modified", deadline.changed_at.astimezone(UTC))
        part.add("summary", _("Deadline: %(title)s") % {"title": deadline.title})
        part.add("description", "\n".join(_said(deadline)))
        if deadline.url:
            part.add("url", deadline.url)
        calendar.add_component(part)
    if not is_cancelled:
        event.add_component(_reminder(deadline))
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def ical_attachment(deadline: Deadline, language: str) -> tuple[str, bytes, str]:
    """Name, content and type of the file beside a mail, as ``EmailMessage.attach`` takes them."""
    with override(language):
        method = "CANCEL" if deadline.cancelled_at else "PUBLISH"
        return "deadline.ics", deadline_as_ical(deadline), f"{FILE_TYPE}; method={method}; charset=utf-8"


def ical_address(deadline: Deadline, language: str) -> str:
    """Address at which a calendar finds the deadline, as it is at any time. It is signed: no other can be guessed."""
    token = Signer(salt=SALT, sep=".").sign(deadline.key.hex)
    with override(language):
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('messages:deadline_file', args=[token])}"


def deadline_at(token: str) -> Deadline | None:
    """The deadline of an address; None where the signature is not ours, or where it is gone."""
    try:
        key = Signer(salt=SALT, sep=".").unsign(token)
    except BadSignature:
        return None
    return Deadline.objects.filter(key=key).select_related("city").first()


def _said(deadline: Deadline) -> list[str]:
    said = _("Working days of %(city)s after %(start)s: %(days)s") % {
        "city": deadline.city, "start": day(deadline.start), "days": number(deadline.working_days),
    }  # fmt: skip
    return [said, *due(deadline.city, deadline.start, deadline.working_days).notes]


def _reminder(deadline: Deadline) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Deadline: %(title)s") % {"title": deadline.title})
    alarm.add("trigger", timedelta(days=-1))
    return alarm


def _host() -> str:
    return settings.MAIL_DOMAIN or urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
