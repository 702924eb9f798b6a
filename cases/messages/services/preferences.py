"""Choosing how soon messages of a kind come by mail."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from cases.messages.causes import Kind, kind_of
from cases.messages.choices import Channel, Pace, State, Trouble, Urgency
from cases.messages.models import Message, Preference
from cases.messages.selectors.addresses import normal
from cases.messages.selectors.paces import due_at

from .stop_links import StopRequest


@transaction.atomic
def choose(kind: Kind, pace: Pace, *, person: User | None = None, address: str = "") -> None:
    """Keeps the pace of a kind, for what waits as well. Raises ValueError for a kind that nobody may turn off."""
    if kind.mandatory:
        raise ValueError(kind.code)
    whose = {"person": person} if person is not None else {"person": None, "address": normal(address)}
    Preference.objects.update_or_create(kind=kind.code, **whose, defaults={"pace": pace})
    if person is not None and kind.flag:
        profile = UserProfile.get_for_user(person)
        UserProfile.objects.filter(pk=profile.pk).update(**{f"{kind.flag}_notifications": pace != Pace.OFF})
    _move_waiting(kind, pace, person, normal(address))


def stop(request: StopRequest) -> None:
    """Turns off the kinds of a link."""
    for code in request.kinds:
        kind = kind_of(code)
        if kind is not None:
            choose(kind, Pace.OFF, person=request.person, address=request.address)


def _move_waiting(kind: Kind, pace: Pace, person: User | None, address: str) -> None:
    """Lets what waits follow the new pace; what is in a mail already goes with it, unless it is turned off."""
    held = Message.objects.filter(kind=kind.code, state=State.HELD, urgency=Urgency.ORDINARY, secret=False)
    held = held.filter(person=person, address="") if person is not None else held.filter(person=None, address=address)
    if pace == Pace.OFF:
        now = timezone.now()
        if person is not None:
            held.update(channel=Channel.SITE, state=State.SENT, sent_at=now, trouble=Trouble.TURNED_OFF, within=None)
        else:
            held.update(state=State.CANCELLED, ended_at=now, trouble=Trouble.TURNED_OFF, within=None)
        return
    for message in held.filter(within=None, attempts=0):
        when = due_at(pace, message.language, timezone.now())
        Message.objects.filter(pk=message.pk, state=State.HELD, within=None).update(
            pace=pace, due_at=when, send_at=when
        )
