"""Handing mails over: tried again later, given up, recovered after a process died, marked by the journal."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from cases.messages.choices import State, Trouble
from cases.messages.models import MailAddress, Message
from cases.messages.selectors.waiting import mail_state
from cases.messages.services import claiming, journal, recovery, sending
from cases.messages.services.again import CannotSendAgainError, send_again
from cases.messages.services.bounces import note_bounce, start_again
from cases.messages.services.claiming import claim
from cases.messages.services.composing import message_id
from cases.messages.services.delivery import AwayError, Folder, InDoubtError, LaterError, RefusedError
from cases.messages.services.notify import cancel, notify
from cases.messages.services.sending import send_due
from cases.messages.signals import address_bounced

from .post import Clock, Killed, Post, news, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation", "causes")]


def raises(error: BaseException) -> Callable[[str], None]:
    def happens(key: str) -> None:
        raise error

    return happens


def urgent(name: str = "mina") -> Message:
    (made,) = notify("test.news", [reader(name)], context=news(), urgent=True)
    return made


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_a_server_that_is_away_is_asked_again_ever_later_and_in_the_end_not(clock: Clock, post: Post) -> None:
    made, pauses = urgent(), []
    for _attempt in range(4):
        post.next = raises(AwayError("ConnectionRefusedError"))
        with pytest.raises(AwayError):
            send_due(post)
        waiting = fresh(made)
        assert (waiting.state, waiting.trouble) == (State.HELD, Trouble.AWAY)
        pauses.append((waiting.send_at - clock.at).total_seconds())
        assert send_due(post) == 0, "not before"
        clock.at = waiting.send_at
    assert pauses == [20, 40, 80, 160] and mail_state().waiting == 1 and mail_state().oldest_seconds == 300
    clock.pass_(days=4)
    post.next = raises(LaterError("451 busy"))
    assert send_due(post) == 0
    assert (fresh(made).state, fresh(made).error) == (State.FAILED, "451 busy") and mail_state().waiting == 0


def test_a_refusal_ends_it_and_an_address_that_nobody_has_gets_nothing_more(clock: Clock, post: Post) -> None:
    made = urgent()
    post.next = raises(RefusedError("550 5.1.1 no such user", bad_address=True))
    send_due(post)
    assert (fresh(made).state, fresh(made).trouble) == (State.FAILED, Trouble.REFUSED)
    assert MailAddress.objects.get().stopped_at == clock.at
    assert made.person is not None
    (after,) = notify("test.news", [made.person], context=news(), urgent=True)
    assert after.trouble == Trouble.STOPPED and send_due(post) == 0
    assert start_again("MINA@example.org") and not start_again("mina@example.org")
    notify("test.news", [made.person], context=news(), urgent=True)
    assert send_due(post) == 1


def test_in_doubt_it_goes_once_more_under_the_same_id(clock: Clock, post: Post) -> None:
    made = urgent()
    for state in (State.HELD, State.FAILED):
        post.next = raises(InDoubtError())
        assert send_due(post) == 0
        assert (fresh(made).state, fresh(made).trouble) == (state, Trouble.IN_DOUBT)
        clock.pass_(hours=1)
    assert send_due(post) == 0 and post.taken == []


def test_a_process_that_died_before_leaves_it_to_another(clock: Clock, post: Post) -> None:
    made = urgent()
    post.next = raises(Killed())
    with pytest.raises(Killed):
        send_due(post)
    assert fresh(made).state == State.SENDING and send_due(post) == 0, "it may be at it still"
    clock.pass_(minutes=4)
    assert send_due(post) == 1 and post.taken[0][1]["Message-ID"] == message_id(made.key)


def test_a_process_that_died_after_it_was_noted_sends_nothing_twice(
    clock: Clock, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = urgent()
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(sending, "mark_sent", lambda keys: raises(Killed())(""))
        send_due(post)
    assert fresh(made).state == State.SENDING and journal._path().read_text() == f"{made.key}\n"
    assert send_due(post) == 0 and len(post.taken) == 1
    assert fresh(made).state == State.SENT and journal._path().read_text() == ""


def test_the_mail_of_a_node_that_is_gone_goes_later(clock: Clock, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    made = urgent()
    with monkeypatch.context() as patch:
        patch.setattr(claiming, "node_name", lambda: "another")
        assert claim() == made
    clock.pass_(minutes=5)
    assert recovery.recover() == 0, "its journal may know more"
    clock.pass_(minutes=15)
    assert send_due(post) == 1


def test_a_process_that_slept_past_its_lease_sends_nothing(
    clock: Clock, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    urgent()
    compose = sending.compose

    def sleepy(message: Message) -> Any:
        clock.pass_(minutes=10)
        return compose(message)

    monkeypatch.setattr(sending, "compose", sleepy)
    assert send_due(post) == 0 and post.taken == []


def test_what_ends_while_it_is_sent_is_not_tried_again(clock: Clock, post: Post) -> None:
    thing = reader("thing")
    (made,) = notify("test.news", [reader("mina")], thing, context=news(), urgent=True)

    def ends(key: str) -> None:
        assert cancel("test.news", thing) == 0
        raise LaterError("451")

    post.next = ends
    send_due(post)
    assert (fresh(made).state, fresh(made).trouble) == (State.CANCELLED, Trouble.ENDED)


def test_what_came_back_is_told_and_counted(clock: Clock, post: Post) -> None:
    heard: list[tuple[str, bool, bool, Any]] = []

    def listen(address: str, permanent: bool, stopped: bool, person: Any, **kwargs: Any) -> None:
        heard.append((address, permanent, stopped, person))

    made = urgent()
    send_due(post)
    address_bounced.connect(listen)
    try:
        assert not note_bounce("0" * 32, True)
        for _time in range(2):
            assert note_bounce(made.key, True)
        for _time in range(5):
            assert note_bounce("Office@city.example", False)
    finally:
        address_bounced.disconnect(listen)
    assert fresh(made).state == State.BOUNCED and mail_state().bounced == 1 and mail_state().stopped == 2
    assert heard[0] == ("mina@example.org", True, True, made.person), "the second of one mail says nothing new"
    assert [stopped for _address, _permanent, stopped, _person in heard[1:]] == [False] * 4 + [True]


def test_sending_again_is_a_message_of_its_own(clock: Clock, post: Post) -> None:
    made = urgent()
    with pytest.raises(CannotSendAgainError):
        send_again(made)  # it waits
    send_due(post)
    copy = send_again(fresh(made))
    assert copy.key != made.key and copy.again_of == made and send_due(post) == 1
    (secret,) = notify("test.secret", [reader("sam")], context=news())
    send_due(post)
    with pytest.raises(CannotSendAgainError):
        send_again(fresh(secret))


def test_in_a_folder_a_mail_is_one_file_however_often_it_is_written(
    clock: Clock, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_DELIVERY, settings.EMAIL_FILE_PATH = (
        "django.core.mail.backends.filebased.EmailBackend",
        str(tmp_path / "m"),
    )
    made = urgent()
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(sending, "note_accepted", lambda key: raises(Killed())(key))
        send_due()
    clock.pass_(minutes=4)
    assert send_due() == 1
    (file,) = (tmp_path / "m").iterdir()
    assert file.name == f"{made.key}.eml" and oct(file.stat().st_mode)[-3:] == "600"
    settings.EMAIL_FILE_PATH = "/proc/nowhere"
    with pytest.raises(AwayError):
        Folder().send(None, "x")  # type: ignore[arg-type]  # it comes to no mail


def test_a_template_that_fails_keeps_no_other_waiting(clock: Clock, post: Post) -> None:
    made = urgent()
    Message.objects.filter(pk=made.pk).update(sealed="nonsense")
    urgent("sam")
    assert send_due(post) == 1 and fresh(made).trouble == Trouble.RENDERING


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(post: Post) -> None:
    people = [reader(f"reader{number}") for number in range(30)]
    notify("test.news", people, context=news(), urgent=True)
    notify("test.news", people, context=news("Held"))
    Message.objects.update(due_at="2026-01-01T00:00:00Z", send_at="2026-01-01T00:00:00Z")
    posts, failures = [Post(), Post(), Post()], []
    start = threading.Barrier(3)

    def work(carrier: Post) -> None:
        try:
            start.wait(60)
            send_due(carrier)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[carrier]) for carrier in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(180)
    keys = [key for carrier in posts for key, _mail in carrier.taken]
    assert failures == [] and len(keys) == len(set(keys)) == 60
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}
