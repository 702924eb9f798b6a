"""An answer by mail becomes an answer in its conversation, on the terms of the screen, and nothing else does."""

from datetime import timedelta
from email.policy import SMTP
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry

from cases.messages.models import ActionLink, MailReason, MailState, Message, ReceivedMail, Thread
from cases.messages.records.replies import Reply
from cases.messages.services.incoming import registry, threads
from cases.messages.services.incoming.marker import MARKERS
from cases.messages.services.incoming.placing import MOST_AN_HOUR, take_mail
from cases.messages.services.incoming.registry import ReplyKind
from cases.messages.services.incoming.threads import reply_address
from cases.messages.signals import reply_received
from cases.models import CaseStudyPage, City
from cases.permissions import Role
from tests.cases.roles import browser_of, person

from ..test_approval_mail import someone
from .conversations import ADDRESS, Talk, sent, talk, written
from .corpus import answers, automatic_mails

__all__ = ["talk"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def test_a_comment_is_answered_from_the_mail_program(talk: Talk) -> None:
    assert ADDRESS.fullmatch(talk.address)
    assert str(talk.told.body).startswith(MARKERS["fa"]), "the line stands on top, in the language of the reader"
    heard: list[Any] = []
    reply_received.connect(
        lambda thread, reply, **kwargs: heard.append((thread.person, reply.text)), weak=False, dispatch_uid="heard"
    )
    kept = sent(talk, "در سال ۲۰۱۹، <b>بی‌شک</b>.")
    reply_received.disconnect(dispatch_uid="heard")
    assert (kept.state, kept.reason) == (MailState.PLACED, "")
    assert talk.replies() == [("author", "در سال ۲۰۱۹، <b>بی‌شک</b>.")] and heard == [
        (talk.author, "در سال ۲۰۱۹، <b>بی‌شک</b>.")
    ]
    log = PageLogEntry.objects.filter(action="wagtail.comments.create_reply", user=talk.author)
    assert log.count() == 1, "as the form logs it"
    told = talk.mails()
    assert set(told) == {"editor"} and "در سال ۲۰۱۹" in str(told["editor"].body), "those in the conversation hear of it"
    answer = written(talk, "Thank you", From="editor@example.org", To=str(told["editor"].reply_to[0]))
    assert take_mail(answer.as_bytes(policy=SMTP)).state == MailState.PLACED and talk.replies()[1] == (
        "editor",
        "Thank you",
    )


def test_every_mail_of_the_corpus_lands_in_its_own_thread(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word of each, in the thread of its address alone, in the name of its person alone."""
    taken: list[tuple[Any, Any, Reply]] = []
    kind = ReplyKind(
        "note", gettext_lazy("Note"), lambda thread, reply: taken.append((thread.person, thread.about, reply))
    )
    monkeypatch.setitem(registry._kinds, "note", kind)
    people = [talk.author, talk.editor, someone(Role.EDITOR, "other")]
    cities = list(City.objects.all()[:3]) or [talk.page.city]
    places = [(person, city, reply_address(person, "note", city)) for person in people for city in cities]
    assert len({address for _person, _city, address in places}) == len(places)
    for number, template in enumerate(
        answers(talk.address, "author@example.org", str(talk.told.body) + "\nQUOTED-words")
    ):
        person, city, address = places[number % len(places)]
        raw = template.raw.replace(talk.address.encode(), address.encode())
        kept = take_mail(raw.replace(b"author@example.org", person.email.upper().encode()))
        assert kept.state == MailState.PLACED and len(taken) == number + 1, (template.name, kept.reason)
        assert taken[-1][:2] == (person, city), "nobody else's, and about nothing else"
        text = taken[-1][2].text
        assert [word for word in template.said if word not in text] == [], template.name
        assert [word for word in template.quoted if word in text] == [], template.name
        assert taken[-1][2].files == [file.name for file in kept.files.all()] == template.files
        assert bytes(ReceivedMail.objects.get(pk=kept.pk).raw).startswith(b"From: "), "the original is kept"
        ReceivedMail.objects.update(received_at=timezone.now() - timedelta(hours=2))
    assert len(taken) >= 120


def test_programs_are_never_taken_for_people_and_never_answered(talk: Talk) -> None:
    for name, raw in automatic_mails(talk.address, "author@example.org"):
        kept = take_mail(raw)
        assert (kept.state, kept.reason) == (MailState.AUTOMATIC, MailReason.AUTOMATIC), name
    for headers in ({"Message_ID": "<0123@mail.example>"}, {"From": f"X <{talk.address}>"}):
        assert sent(talk, "Loop", **headers).reason == MailReason.LOOP
    hops = written(talk)
    for number in range(60):
        hops["Received"] = f"from a{number} by b{number}"
    assert take_mail(hops.as_bytes(policy=SMTP)).reason == MailReason.LOOP
    assert talk.replies() == [] and talk.mails() == {}, "no answer, and nobody is answered"
    assert sent(talk, "Of course", Subject="Re: our out of office policy").state == MailState.PLACED


@pytest.mark.parametrize(
    "sender",
    [
        "evil@example.org",
        "author@example.org, editor@example.org",
        "editor@example.org",
        "",
        "author@example.org.evil.example",
        '"author@example.org" <evil@example.org>',
    ],
)
def test_a_forged_sender_gets_nowhere_and_hears_nothing(talk: Talk, sender: str) -> None:
    kept = sent(talk, From=sender)
    assert kept.state == MailState.WAITING and kept.thread is not None
    assert kept.reason == (MailReason.OTHER_SENDER if sender else MailReason.NO_SENDER)
    assert talk.replies() == [] and talk.mails() == {}


def test_a_guessed_address_gets_nowhere(talk: Talk) -> None:
    thread = Thread.objects.get(person=talk.author)
    secret = talk.address[6:38]
    for guess in (
        f"reply+{'a' * 32}",
        f"reply+{secret[:-1]}",
        f"reply+{secret}a",
        f"reply+{thread.seed[:32]}",
        "reply+",
        "reply",
        f"reply+{thread.digest}",
        f"bounce+{secret}",
        f"reply+{secret[::-1]}",
    ):
        kept = sent(talk, To=f"{guess}@mail.example")
        assert (kept.state, kept.thread) == (MailState.WAITING, None), guess
        assert kept.reason in (MailReason.UNKNOWN_ADDRESS, MailReason.NO_ADDRESS)
    assert sent(talk, To=talk.address.replace("mail.example", "other.example")).thread is None
    assert talk.replies() == [] and talk.mails() == {}


def test_the_database_alone_gives_no_address_away(talk: Talk, settings: Any) -> None:
    secret = talk.address[6:38]
    rows = str(list(Thread.objects.values())) + str(list(ReceivedMail.objects.defer("raw").values()))
    assert secret not in rows
    sent(talk)
    assert secret not in str(list(ReceivedMail.objects.values("recipient", "subject", "text")))
    seed = Thread.objects.get(person=talk.author).seed
    settings.SECRET_KEY = "another key of another site, long enough to be one"
    assert threads._secret(seed) != secret, "whoever knows the seed needs the key of the site"


def test_another_key_of_the_site_ends_old_addresses(talk: Talk, settings: Any) -> None:
    settings.SECRET_KEY = "a new key that was made after the old one was lost"
    address = reply_address(talk.author, "comment", talk.comment)
    assert address != talk.address and sent(talk).reason == MailReason.UNKNOWN_ADDRESS
    assert sent(talk, To=address).state == MailState.PLACED


def test_an_address_is_one_in_any_letters_and_in_any_header(talk: Talk) -> None:
    assert sent(talk, To=talk.address.upper()).state == MailState.PLACED
    hidden = written(talk, "Again", To="undisclosed-recipients:;")
    assert take_mail(hidden.as_bytes(policy=SMTP), talk.address).state == MailState.PLACED, "as the mail server says"
    assert sent(talk, "Copied", To="editor@example.org", Cc=f"Site <{talk.address}>").state == MailState.PLACED


def test_of_two_conversations_in_one_mail_none_is_meant(talk: Talk) -> None:
    other = reply_address(talk.author, "comment", talk.say(talk.editor, "And where?"))
    kept = sent(talk, To=f"{talk.address}, {other}")
    assert (kept.state, kept.thread) == (MailState.WAITING, None) and talk.replies() == []


def test_a_mail_that_comes_twice_is_taken_once(talk: Talk) -> None:
    once = written(talk, Message_ID="<one@client.example>")
    first, second = take_mail(once.as_bytes(policy=SMTP)), take_mail(once.as_bytes(policy=SMTP))
    assert first.pk == second.pk
    once["Received"] = "from elsewhere, by another way"
    assert take_mail(once.as_bytes(policy=SMTP)).reason == MailReason.LOOP
    assert len(talk.replies()) == 1


def test_who_may_no_longer_answer_on_the_screen_may_not_by_mail(talk: Talk) -> None:
    talk.author.groups.clear()
    kept = sent(talk)
    assert (kept.state, kept.reason) == (MailState.WAITING, MailReason.NOT_ALLOWED) and talk.replies() == []
    assert "author" in talk.mails()


@pytest.mark.parametrize("how", ["resolved", "gone", "locked", "closed account"])
def test_what_is_closed_on_the_screen_is_closed_to_mails(talk: Talk, how: str) -> None:
    if how == "resolved":
        Comment.objects.filter(pk=talk.comment.pk).update(resolved_at=timezone.now())
    elif how == "gone":
        talk.comment.delete()
    elif how == "locked":
        CaseStudyPage.objects.filter(pk=talk.page.pk).update(
            locked=True, locked_by=talk.editor, locked_at=timezone.now()
        )
    else:
        User.objects.filter(pk=talk.author.pk).update(is_active=False)
    reasons = {"resolved": MailReason.CLOSED, "gone": MailReason.GONE, "locked": MailReason.NOT_ALLOWED}
    assert sent(talk).reason == reasons.get(how, MailReason.CLOSED_ACCOUNT)
    assert not CommentReply.objects.exists() and ("author" in talk.mails()) == (how != "closed account")
    assert not ModelLogEntry.objects.filter(action="wagtail.comments.create_reply").exists()


def test_too_many_and_too_late(talk: Talk) -> None:
    for number in range(MOST_AN_HOUR):
        assert sent(talk, f"Number {number}").state == MailState.PLACED
    assert sent(talk, "One more").reason == MailReason.TOO_OFTEN
    ReceivedMail.objects.update(received_at=timezone.now() - timedelta(hours=2))
    assert sent(talk, "An hour later").state == MailState.PLACED
    Thread.objects.update(written_at=timezone.now() - timedelta(days=366))
    assert sent(talk, "A year later").reason == MailReason.EXPIRED


@pytest.mark.parametrize(
    ("results", "passes"),
    [
        ("mx.example; dmarc=pass header.from=example.org", True),
        ("mx.example; spf=pass smtp.mailfrom=author@example.org", True),
        ("mx.example; dkim=pass (2048 bit) header.d=example.org header.s=x; spf=fail smtp.mailfrom=a@b.example", True),
        ("mx.example; dkim=pass header.d=evil.example", False),
        ("mx.example; spf=pass smtp.mailfrom=evil.example; dkim=none", False),
        ("mx.example; spf=pass smtp.mailfrom=example.org; dmarc=fail header.from=example.org", False),
        ("evil.example; dmarc=pass header.from=example.org", False),
        ("mx.example; none", False),
        ("", False),
        ("mx.example; dkim=pass header.d=org", False),
    ],
)
def test_the_word_of_our_own_mail_server_decides(talk: Talk, settings: Any, results: str, passes: bool) -> None:
    settings.INBOUND_AUTHSERV_ID = "mx.example"
    kept = sent(talk, Authentication_Results=results)
    assert kept.state == (MailState.PLACED if passes else MailState.WAITING)
    assert passes or kept.reason == MailReason.NOT_PROVEN
    assert bool(talk.replies()) == passes


def test_a_result_that_came_with_the_mail_does_not_count(talk: Talk, settings: Any) -> None:
    settings.INBOUND_AUTHSERV_ID = "mx.example"
    forged = written(talk, Authentication_Results="mx.example; dmarc=pass header.from=example.org")
    raw = b"Authentication-Results: mx.example; dmarc=fail header.from=example.org\r\n" + forged.as_bytes(policy=SMTP)
    assert take_mail(raw).reason == MailReason.NOT_PROVEN


def test_of_several_comments_each_has_its_own_address(talk: Talk) -> None:
    first, second = (
        Comment.objects.create(page=talk.page, user=talk.editor, text=text, contentpath="limits") for text in "ab"
    )
    talk.tell(talk.editor, comments=[first, second])
    told = talk.mails()["author"]
    found = ADDRESS.findall(str(told.body))
    assert len(set(found)) == 2 and not told.reply_to
    assert sent(talk, "To the second", To=found[1]).state == MailState.PLACED
    assert CommentReply.objects.get().comment == second


def test_without_a_domain_nothing_is_said_of_answers(talk: Talk, settings: Any) -> None:
    settings.MAIL_DOMAIN = ""
    talk.say(talk.editor, "And where?")
    told = talk.mails()["author"]
    assert not told.reply_to and not any(marker in str(told.body) for marker in MARKERS.values())
    assert sent(talk).reason == MailReason.NO_ADDRESS


def test_secret_addresses_of_a_mail_are_its_readers_alone(talk: Talk) -> None:
    """Whoever looks after messages sees the words of a mail, and nothing by which to act as its reader."""
    links = ActionLink.objects.count()
    message = Message.objects.get(person=talk.author)
    keeper = browser_of(person(Role.SUPERUSER))
    for path in ("", "html/"):
        shown = keeper.get(f"/admin/messages/{message.pk}/{path}").content.decode()
        assert "Which year?" in shown and not ADDRESS.search(shown) and "/link/" not in shown
    assert ActionLink.objects.count() == links, "looking writes nothing"
