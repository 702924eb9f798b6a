"""Mails that could not be placed, in the admin: for administrators alone, as plain text, placed or discarded."""

from datetime import timedelta
from email.policy import SMTP
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.messages.models import MailReason, MailState, ReceivedMail, Thread
from cases.messages.permissions import PERMISSIONS, keeps_messages
from cases.messages.services.incoming.decisions import forget_old_mail
from cases.messages.services.incoming.placing import take_mail
from cases.permissions import Role
from tests.cases.roles import browser_of, person

from .conversations import Talk, sent, talk, written

__all__ = ["talk"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
INCOMING = ("read, place, discard mail that came in", "keep calendars of cities")


@pytest.fixture
def keeper() -> Client:
    return browser_of(person(Role.ADMINISTRATOR, "keeper-of-mail", "fa"))


def page_of(mail: ReceivedMail) -> str:
    return reverse("received_mail", args=[mail.pk])


@pytest.mark.parametrize("role", Role)
def test_the_table_of_the_room_is_what_people_may(role: Role, talk: Talk) -> None:
    user = person(role, "somebody")
    may = {action for action in INCOMING if role in PERMISSIONS[action]}
    assert keeps_messages(user) == bool(may) and len(may) in (0, len(INCOMING))
    mail = sent(talk, From="evil@example.org")
    browser = browser_of(user)
    for address in (reverse("received_mails"), page_of(mail), reverse("citycalendar:index")):
        assert (browser.get(address).status_code == 200) == bool(may), address
    browser.post(reverse("received_mail_discard", args=[mail.pk]))
    assert (ReceivedMail.objects.get(pk=mail.pk).state == MailState.DISCARDED) == bool(may)


def test_the_list_says_why_each_waits(talk: Talk, keeper: Client, django_assert_max_num_queries: Any) -> None:
    sent(talk, From="evil@example.org", Subject="<script>alert(1)</script> سلام")
    sent(talk, To="nobody@mail.example")
    with django_assert_max_num_queries(30):
        html = keeper.get(reverse("received_mails")).content.decode()
    assert "از نشانی‌ای جز نشانی‌های کسی که به او نوشته شده بود" in html and "به هیچ‌یک از نشانی‌هایی" in html
    assert "<script>alert(1)" not in html and "&lt;script&gt;alert(1)" in html and "evil@example.org" in html
    assert talk.address[6:38] not in html
    desk = keeper.get("/admin/").content.decode()
    assert "۲ رایانامهٔ رسیده" in desk
    assert "رایانامهٔ رسیده" not in browser_of(talk.editor).get("/admin/").content.decode()


def test_a_mail_from_another_address_is_placed_by_hand(talk: Talk, keeper: Client) -> None:
    kept = sent(talk, "It was in 2019.", From="mina.private@example.com")
    html = keeper.get(page_of(kept)).content.decode()
    assert "It was in 2019." in html and "مطمئن شوید که خود آن شخص" in html and "author@example.org" in html
    thread = Thread.objects.get(person=talk.author)
    assert keeper.post(reverse("received_mail_place", args=[kept.pk]), {"thread": thread.pk}).status_code == 302
    assert talk.replies() == [("author", "It was in 2019.")]
    kept.refresh_from_db()
    assert (
        kept.state == MailState.PLACED and kept.decided_by is not None and kept.decided_by.username == "keeper-of-mail"
    )
    keeper.post(reverse("received_mail_place", args=[kept.pk]), {"thread": thread.pk})
    keeper.post(reverse("received_mail_discard", args=[kept.pk]))
    kept.refresh_from_db()
    assert len(talk.replies()) == 1 and kept.state == MailState.PLACED, "what was decided stays"


def test_one_to_a_lost_address_is_offered_the_threads_of_its_sender(talk: Talk, keeper: Client) -> None:
    kept = sent(talk, "It was in 2019.", To="site@mail.example")
    other = Thread.objects.create(
        kind="comment", person=talk.editor, content_type=Thread.objects.get().content_type, object_id=talk.comment.pk,
        digest="x", written_at=timezone.now(),
    )  # fmt: skip
    for wrong in (other.pk, 0, "x", "9" * 30, ""):
        keeper.post(reverse("received_mail_place", args=[kept.pk]), {"thread": wrong})
    assert talk.replies() == [], "only threads that are offered"
    keeper.post(reverse("received_mail_place", args=[kept.pk]), {"thread": Thread.objects.get(person=talk.author).pk})
    assert talk.replies() == [("author", "It was in 2019.")]


def test_nobody_is_given_more_than_their_person_may(talk: Talk, keeper: Client) -> None:
    kept = sent(talk, From="evil@example.org")
    talk.author.groups.clear()
    keeper.post(reverse("received_mail_place", args=[kept.pk]), {"thread": kept.thread_id})
    kept.refresh_from_db()
    assert (kept.state, kept.reason) == (MailState.WAITING, MailReason.NOT_ALLOWED) and talk.replies() == []


def test_originals_and_files_are_saved_and_never_shown(talk: Talk, keeper: Client) -> None:
    mail = written(talk, From="evil@example.org")
    kept = take_mail(mail.as_bytes(policy=SMTP))
    kept.files.create(name='a"<b>.html', size=8, content=b"<script>")
    for address in (
        reverse("received_mail_original", args=[kept.pk]),
        reverse("received_file", args=[kept.files.all()[0].pk]),
    ):
        answer = keeper.get(address)
        assert answer.status_code == 200 and answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert keeper.get(reverse("received_mail_original", args=[kept.pk])).content == mail.as_bytes(policy=SMTP)


def test_what_is_no_answer_goes_after_a_month(talk: Talk, keeper: Client) -> None:
    placed, waiting = sent(talk), sent(talk, From="evil@example.org")
    gone = [sent(talk, Auto_Submitted="auto-replied"), sent(talk, "x", From="evil@example.org")]
    keeper.post(reverse("received_mail_discard", args=[gone[1].pk]))
    month = timezone.now() - timedelta(days=31)
    ReceivedMail.objects.update(received_at=month)
    ReceivedMail.objects.exclude(decided_at=None).update(decided_at=month)
    forget_old_mail()
    assert set(ReceivedMail.objects.values_list("pk", flat=True)) == {placed.pk, waiting.pk}


def test_with_an_account_all_it_wrote_by_mail_goes(talk: Talk) -> None:
    sent(talk)
    talk.author.delete()
    assert not ReceivedMail.objects.exists() and not Thread.objects.filter(person__username="author").exists()


def test_a_calendar_is_kept_in_the_admin(talk: Talk, keeper: Client) -> None:
    city = talk.page.city
    days = {"days-TOTAL_FORMS": 1, "days-INITIAL_FORMS": 0, "days-MIN_NUM_FORMS": 0, "days-MAX_NUM_FORMS": 1000,
            "days-0-date": "2026-10-07", "days-0-name": "Snow", "days-0-id": "", "days-0-DELETE": ""}  # fmt: skip
    form = {"city": city.pk, "own_weekend": "on", "weekend": ["3", "4"], "time_zone": "", **days}
    wrong = keeper.post(reverse("citycalendar:add"), {**form, "time_zone": "Asia/Teheran"}).content.decode()
    assert "چنین منطقهٔ زمانی‌ای نیست" in wrong and "Asia/Teheran" in wrong and "Snow" in wrong
    assert keeper.post(reverse("citycalendar:add"), form).status_code == 302
    assert city.calendar.weekend == "3,4" and city.calendar.days.get().name == "Snow"
    html = keeper.get(reverse("citycalendar:edit", args=[city.calendar.pk])).content.decode()
    assert html.count("checked") >= 3 and ("پنج‌شنبه" in html or "پنجشنبه" in html)
