"""Messages under everything that can happen to them, in any order: never twice, never too late, none lost."""

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cases.messages.causes import kind_of
from cases.messages.choices import Channel, Pace, State, Trouble
from cases.messages.models import Message
from cases.messages.services import journal, outcomes, sending
from cases.messages.services.bounces import note_bounce, start_again
from cases.messages.services.delivery import AwayError, InDoubtError, LaterError, RefusedError
from cases.messages.services.notify import cancel, notify
from cases.messages.services.preferences import choose
from cases.messages.services.sending import send_due
from cases.messages.services.stop_links import stop_token

from .post import Clock, Killed, Post, forget_causes, make_causes, news, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
SUBJECTS = 4
FAULTS = ("", "away", "later", "refused", "in doubt", "killed before", "killed after", "killed when noted")


class Messages(RuleBasedStateMachine):
    """Three people (one of them an address alone) hear of four things."""

    folder: Path
    patch: pytest.MonkeyPatch

    @initialize()
    def begin(self) -> None:
        self.atomic: Any = transaction.atomic()
        self.atomic._from_testcase = True  # as those of Django's own tests, in which commits of their own may stand
        self.atomic.__enter__()
        self.clock = Clock(self.patch, datetime(2026, 12, 1, 8, 30, tzinfo=UTC))
        journal._path().unlink(missing_ok=True)
        self.people = [reader("mina", "fa"), reader("sam")]
        self.things = [reader(f"thing{number}") for number in range(SUBJECTS)]
        self.post = Post()
        self.arrived: Counter[str] = Counter()  # mails by Message-ID
        self.mails: list[tuple[datetime, str, str, bool]] = []  # when, to whom, key, together
        self.told: dict[int, set[str]] = {}  # message, keys of the mails that held it
        self.ended: dict[int, datetime] = {}
        self.doubtful: set[str] = set()
        self.seen = 0

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @rule(
        who=st.integers(0, 2),
        thing=st.integers(0, SUBJECTS - 1),
        weekly=st.booleans(),
        urgent=st.booleans(),
    )
    def say(self, who: int, thing: int, weekly: bool, urgent: bool) -> None:
        if not self.things[thing].is_active:
            return
        to: Any = (*self.people, "office@city.example")[who]
        notify("test.other" if weekly else "test.news", [to], self.things[thing], context=news(), urgent=urgent)

    @rule(thing=st.integers(0, SUBJECTS - 1))
    def take_back(self, thing: int) -> None:
        self._note_ended(thing)
        for cause in ("test.news", "test.other"):
            cancel(cause, self.things[thing])

    @rule(thing=st.integers(0, SUBJECTS - 1))
    def end_cause(self, thing: int) -> None:
        self._note_ended(thing)
        User.objects.filter(pk=self.things[thing].pk).update(is_active=False)
        self.things[thing].is_active = False

    def _note_ended(self, thing: int) -> None:
        about = Message.objects.filter(object_id=str(self.things[thing].pk))
        for pk in about.filter(state__in=[State.HELD, State.SENDING]).values_list("pk", flat=True):
            self.ended.setdefault(pk, self.clock.at)

    @rule(minutes=st.sampled_from([1, 4, 30, 600, 1500, 9000]))
    def wait(self, minutes: int) -> None:
        self.clock.pass_(minutes=minutes)

    @rule(who=st.integers(0, 1), kind=st.sampled_from(["test_news", "test_other"]), pace=st.sampled_from(list(Pace)))
    def prefer(self, who: int, kind: str, pace: Pace) -> None:
        found = kind_of(kind)
        assert found is not None
        choose(found, pace, person=self.people[who])

    @rule(who=st.integers(0, 2), kind=st.sampled_from(["test_news", "test_other"]))
    def unsubscribe(self, who: int, kind: str) -> None:
        person = self.people[who].pk if who < 2 else None
        token = stop_token(person, "" if person else "office@city.example", [kind])
        answer = Client(enforce_csrf_checks=True).post(f"/en/messages/stop/{token}/", {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200

    @rule(permanent=st.booleans(), number=st.integers(0, 50))
    def come_back(self, permanent: bool, number: int) -> None:
        if self.mails:
            note_bounce(self.mails[number % len(self.mails)][2], permanent)

    @rule(who=st.integers(0, 2))
    def mend(self, who: int) -> None:
        start_again((*[person.email for person in self.people], "office@city.example")[who])

    @rule(fault=st.sampled_from(FAULTS))
    def send(self, fault: str) -> None:
        """One round of a sender, to whose first mail this happens."""
        raised: dict[str, BaseException] = {
            "away": AwayError("away"), "later": LaterError("451"), "refused": RefusedError("554"),
            "in doubt": InDoubtError(), "killed before": Killed(),
        }  # fmt: skip

        def happens(key: str) -> None:
            if fault == "in doubt":
                self.doubtful.add(key)
            raise raised[fault]

        self.post.next = happens if fault in raised else None
        with pytest.MonkeyPatch.context() as patch:
            if fault == "killed after":  # the server has it, and nothing was written
                patch.setattr(sending, "note_accepted", self._die)
            if fault == "killed when noted":
                patch.setattr(sending, "mark_sent", lambda keys: self._die(""))
            with suppress(AwayError, Killed):
                send_due(self.post)
        self.post.next = None  # where nothing was due it happened to none
        self._look_at_new(fault)

    def _die(self, key: str) -> None:
        if key:
            self.doubtful.add(key)
        raise Killed

    def _look_at_new(self, fault: str) -> None:
        for key, _mail in self.post.taken[self.seen :]:
            message = Message.objects.get(key=key)
            self.arrived[key] += 1
            self.mails.append((self.clock.at, message.recipient, key, message.is_digest))
            held = list(message.items.all()) if message.is_digest else [message]
            assert held, "no mail is empty"
            for item in held:
                self.told.setdefault(item.pk, set()).add(key)
                if item.pk in self.ended:
                    assert self.ended[item.pk] >= self.clock.at, "its cause had ended"
        self.seen = len(self.post.taken)

    @invariant()
    def nothing_twice(self) -> None:
        if not hasattr(self, "post"):
            return
        for key, times in self.arrived.items():
            # Only a process that died, or a server that fell silent, between taking a mail and saying so.
            assert times == 1 or (times == 2 and key in self.doubtful)
        for pk, keys in self.told.items():
            assert len(keys) == 1, f"{pk} came in several mails"

    @invariant()
    def one_mail_a_day(self) -> None:
        if not hasattr(self, "post"):
            return
        days = {(to, timezone.localdate(at), key) for at, to, key, together in self.mails if together}
        assert max(Counter((to, day) for to, day, _key in days).values(), default=1) == 1

    @invariant()
    def nothing_lost(self) -> None:
        """Each message waits, has gone, or says why not."""
        if not hasattr(self, "post"):
            return
        for message in Message.objects.all():
            if message.state == State.HELD:
                assert message.within is None or message.within.state in (State.HELD, State.SENDING)
            elif message.state in (State.FAILED, State.CANCELLED) or message.channel == Channel.SITE:
                assert message.trouble, message.state
            if (
                message.state in (State.SENT, State.BOUNCED)
                and message.channel == Channel.MAIL
                and not message.is_digest
            ):
                assert message.pk in self.told

    @rule()
    def let_it_all_go(self) -> None:
        """With a server that takes everything and time enough, nothing is left waiting."""
        for _round in range(12):
            send_due(self.post)
            self._look_at_new("")
            self.clock.pass_(hours=20)
        left = Message.objects.filter(state__in=[State.HELD, State.SENDING])
        assert not left.exists(), list(left.values("state", "cause", "trouble", "send_at", "within"))
        for message in Message.objects.filter(state=State.FAILED):
            assert message.trouble in (Trouble.STOPPED, Trouble.REFUSED, Trouble.IN_DOUBT, Trouble.AWAY, Trouble.LATER)


def test_whatever_happens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    make_causes()
    Messages.folder, Messages.patch = tmp_path, monkeypatch
    monkeypatch.setattr(outcomes, "SOONEST", timedelta(minutes=1))
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    try:
        run_state_machine_as_test(
            Messages,
            settings=settings(
                max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=checks, database=None
            ),
        )
    finally:
        forget_causes()
