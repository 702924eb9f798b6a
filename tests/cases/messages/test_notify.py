"""Saying something to people: a row each, at the pace they chose, in their language, and taken back when it is over."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import get_language, override
from wagtail.users.models import UserProfile

from cases.messages.causes import kind_of
from cases.messages.causes.workflow import WAITING
from cases.messages.choices import Channel, Pace, State, Trouble
from cases.messages.models import Message
from cases.messages.selectors.inbox import messages_of, unread_count
from cases.messages.selectors.paces import due_at, pace_for
from cases.messages.services.account_mail import send_account_mail
from cases.messages.services.contexts import restored, stored
from cases.messages.services.notify import Addressee, cancel, notify
from cases.messages.services.preferences import choose
from cases.messages.services.sending import send_due
from cases.people.models import Profile
from cases.selectors.localized_format import day
from cases.selectors.reader_choice import ReaderChoice, written_for

from .post import NEWS, OTHER, Clock, Post, news, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation", "causes")]


def test_each_hears_it_once_and_not_of_what_they_did(clock: Clock) -> None:
    mina, sam, gone = reader("mina"), reader("sam"), reader("gone")
    gone.is_active = False
    made = notify("test.news", [mina, sam, mina, gone, "Office@City.example"], sam, context=news(), by=sam)
    assert [(one.person, one.address) for one in made] == [(mina, ""), (None, "office@city.example")]
    assert {one.state for one in made} == {State.HELD} and made[0].subject == "News: Lamps"
    assert made[0].about == sam and made[0].reason == "You get this because of a test."


def test_the_context_is_made_in_the_language_of_each(clock: Clock) -> None:
    notify("test.news", [reader("mina", "fa"), reader("rim", "ar")], context=lambda: news(str(get_language())))
    assert sorted(Message.objects.values_list("language", "subject")) == [("ar", "News: ar"), ("fa", "News: fa")]


@pytest.mark.parametrize(
    ("pace", "language", "due"),
    [
        (Pace.AT_ONCE, "fa", datetime(2026, 12, 1, 12, 0)),
        (Pace.DAILY, "fa", datetime(2026, 12, 2, 7, 0)),
        (Pace.WEEKLY, "fa", datetime(2026, 12, 5, 7, 0)),  # Saturday
        (Pace.WEEKLY, "ar", datetime(2026, 12, 6, 7, 0)),  # Sunday
        (Pace.WEEKLY, "en", datetime(2026, 12, 7, 7, 0)),  # Monday
    ],
)
def test_when_it_leaves(clock: Clock, pace: Pace, language: str, due: datetime) -> None:
    assert timezone.localtime(due_at(pace, language)).replace(tzinfo=None) == due


def test_what_is_not_urgent_comes_in_one_mail_a_day(clock: Clock, post: Post) -> None:
    mina = reader("mina")
    for title in ("Lamps", "Trams"):
        notify("test.news", [mina], context=news(title))
    notify("test.news", [mina], context=news("Fire"), urgent=True)
    send_due(post)
    assert [mail["Subject"] for _key, mail in post.taken] == ["News: Fire"]
    clock.pass_(hours=20)
    notify("test.news", [mina], context=news("Late"))
    assert send_due(post) == 1
    together = post.taken[-1][1]
    assert together["Subject"] == "2 messages for you"
    text = together.get_body(("plain",)).get_content()
    assert text.index("News: Lamps") < text.index("Something about Lamps.") < text.index("News: Trams")
    assert send_due(post) == 0, "what came later waits for the next"
    clock.pass_(hours=24)
    assert send_due(post) == 1 and post.taken[-1][1]["Subject"] == "News: Late", "one alone has its own subject"
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def test_the_week_and_the_day_come_together(clock: Clock, post: Post) -> None:
    mina = reader("mina", "fa")
    notify("test.other", [mina], context=news("Week"))
    clock.pass_(days=3)
    notify("test.news", [mina], context=news("Day"))
    clock.pass_(days=1)
    assert send_due(post) == 1 and post.taken[0][1]["Subject"] == "۲ پیام برای شما"


def test_what_was_chosen_holds_for_what_waits_and_what_comes(clock: Clock, post: Post) -> None:
    mina = reader("mina")
    notify("test.news", [mina], context=news())
    choose(NEWS, Pace.AT_ONCE, person=mina)
    assert send_due(post) == 1
    choose(NEWS, Pace.OFF, person=mina)
    (silent,) = notify("test.news", [mina], context=news())
    assert (silent.channel, silent.state, silent.trouble) == (Channel.SITE, State.SENT, Trouble.TURNED_OFF)
    assert send_due(post) == 0 and unread_count(mina) == 2, "it is on the site"
    choose(NEWS, Pace.WEEKLY, address="Office@city.example")
    assert pace_for(NEWS, address="office@city.example") == Pace.WEEKLY and pace_for(OTHER) == Pace.WEEKLY


def test_wagtails_own_choice_is_the_same_choice() -> None:
    mina = reader("mina")
    assert pace_for(WAITING, mina) == Pace.AT_ONCE
    UserProfile.objects.filter(user=mina).update(submitted_notifications=False)
    assert pace_for(WAITING, mina) == Pace.OFF
    choose(WAITING, Pace.DAILY, person=mina)
    assert UserProfile.objects.get(user=mina).submitted_notifications and pace_for(WAITING, mina) == Pace.DAILY
    choose(WAITING, Pace.OFF, person=mina)
    assert not UserProfile.objects.get(user=mina).submitted_notifications
    account = kind_of("account")
    assert account is not None
    with pytest.raises(ValueError, match="account"):
        choose(account, Pace.OFF, person=mina)


def test_nothing_reminds_of_what_was_just_done(clock: Clock, post: Post) -> None:
    mina, sam, thing = reader("mina"), reader("sam"), reader("thing")
    notify("test.news", [mina, sam], thing, context=news())
    assert cancel("test.news", thing, [mina]) == 1
    clock.pass_(days=1)
    User.objects.filter(pk=thing.pk).update(is_active=False)  # the cause ends by itself
    assert send_due(post) == 0
    assert set(Message.objects.values_list("state", "trouble")) == {(State.CANCELLED, Trouble.ENDED)}, (
        "the mail that was to hold it as well"
    )
    assert not messages_of(mina) and not messages_of(sam)


def test_names_follow_the_account_and_go_with_it() -> None:
    sam = User.objects.create_user("sam", first_name="Sam", last_name="One")
    kept = stored({"by": sam, "when": date(2026, 12, 1), "list": [{"by": sam}], "n": 2, "text": "a\x00b"})
    assert "Sam" not in str(kept) and kept["text"] == "ab"
    assert restored(kept, "en")["list"] == [{"by": "Sam One"}] and restored(kept, "en")["when"] == date(2026, 12, 1)
    sam.delete()
    with override("en"):
        assert restored(kept, "en")["by"] == "somebody who has left"
    with pytest.raises(TypeError):
        stored({"page": object()})


def test_a_mail_is_in_the_calendar_and_digits_of_its_reader_whoever_caused_it(clock: Clock) -> None:
    mina, omid = reader("mina"), reader("omid")
    Profile.objects.create(user=mina, language="en", calendar="hijri", digits="arabic")
    with written_for(ReaderChoice("jalali", "persian")):  # of whoever acts
        people = [User.objects.get(pk=mina.pk), omid, "office@city.example"]
        notify("test.news", people, context=lambda: news(day(date(2026, 12, 1), "en")))
    subjects = list(Message.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects[0] == "News: ٢١ Jumada II ١٤٤٨" and set(subjects[1:]) == {"News: 1 December 2026"}


def test_words_of_a_secret_message_are_sealed_then_forgotten(clock: Clock, post: Post) -> None:
    mina = reader("mina")
    (made,) = notify("test.secret", [mina], context={"paragraphs": ["ABCD-1234"], "url": "https://x.example/s"})
    made.refresh_from_db()
    assert "ABCD" not in str(Message.objects.values().get(pk=made.pk)) and made.url == ""
    assert send_due(post) == 1 and "ABCD-1234" in post.taken[0][1].get_body(("plain",)).get_content()
    made.refresh_from_db()
    assert (made.sealed, made.context, made.state) == ("", {}, State.SENT)
    assert not messages_of(mina)
    (taken_back,) = notify("test.secret", [Addressee("new@example.org", "fa")], mina, context=news())
    cancel("test.secret", mina)
    assert Message.objects.get(pk=taken_back.pk).sealed == ""


def test_codes_that_the_room_of_people_words(clock: Clock, mailoutbox: list[EmailMessage]) -> None:
    words = ["K7-Q2", "or https://x.example/?a=1&b=2"]
    made = send_account_mail("Your\ncode", words, "new@example.org", "fa", reader("mina", "fa"))
    assert made is not None and made.recipient == "new@example.org" and "K7-Q2" not in str(Message.objects.values())
    send_due()
    (mail,) = mailoutbox
    assert mail.to == ["new@example.org"] and mail.subject == "Your code" and "K7-Q2" in mail.body
    assert "https://x.example/?a=1&b=2" in mail.body and "List-Unsubscribe" not in mail.extra_headers
    assert "سلام" in mail.body, mail.body
    send_account_mail("Code", ["old"], "late@example.org", "en", None)
    clock.pass_(hours=2)
    assert send_due() == 0 and Message.objects.latest("pk").trouble == Trouble.TOO_LATE


def test_somebody_without_an_address_reads_it_on_the_site() -> None:
    (made,) = notify("test.news", [reader("mina", email="")], context=news())
    assert (made.channel, made.trouble) == (Channel.SITE, Trouble.NO_ADDRESS)
    (lost,) = notify("test.secret", [reader("sam", email="")], context=news())
    assert lost.state == State.FAILED and lost.sealed == "" and timedelta(0) == lost.due_at - lost.created_at
