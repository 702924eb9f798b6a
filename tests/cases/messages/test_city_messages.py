"""Messages about members and contacts of cities, as the room of people tells of them."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from cases.messages.choices import State
from cases.messages.models import Message
from cases.messages.receivers.people import RECEIVERS
from cases.messages.services.sending import send_due
from cases.models import City

from .post import Post, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]
SECRET = "https://practice.example/en/invitations/s3cr3t/"


@pytest.fixture
def thing() -> Any:
    """A city in place of an invitation, a request, a membership and a contact, with what each of them has."""
    city: Any = City.objects.create(slug="atlantis", code_prefix="ATL", names={"en": "Atlantis", "fa": "آتلانتیس"})
    city.city, city.email, city.language, city.note = city, "new@city.example", "fa", "Come\nalong"
    city.expires_at = timezone.now() + timedelta(days=7)
    city.get_role_display = lambda: "Coordinator"
    city.invited_by, city.person, city.text, city.reason = reader("mina"), reader("sam"), "I plan trams", ""
    city.ending, city.handed_to, city.role = "ended", "nobody", "coordinator"
    city.mailbox, city.confirm_by = "office@city.example", timezone.localdate()
    return city


def tell(name: str, **values: Any) -> None:
    """Calls the receiver of a signal as the signal does."""
    RECEIVERS[name](signal=None, sender=City, **values)


def test_an_invitation_leaves_with_its_secret_and_keeps_none(thing: Any, post: Post) -> None:
    tell("invited_to_city", invitation=thing, secret="s3cr3t", url=SECRET)
    assert "s3cr3t" not in str(list(Message.objects.values()))
    assert send_due(post) == 1
    ((_key, mail),) = post.taken
    text = mail.get_body(("plain",)).get_content()
    assert SECRET in text and "آتلانتیس" in text and "Come\nalong" in text and mail["To"] == "new@city.example"
    tell("invited_to_city", invitation=thing, secret="x", url=SECRET)
    tell("invitation_ended", invitation=thing, how="revoked")
    assert send_due(post) == 0


def test_a_request_is_decided_once_and_then_nobody_is_asked(thing: Any, post: Post) -> None:
    rim, by = reader("rim", "ar"), reader("by")
    tell("membership_requested", request=thing, deciders=[rim, by])
    asked = Message.objects.filter(cause="city.requested")
    assert {one.url.partition("/cities/")[0][-3:] for one in asked} == {"/ar", "/en"} and "/requests/" in asked[0].url
    assert {one.person for one in asked} == {rim, by}
    tell("membership_decided", request=thing, membership=object(), by=by)
    assert set(asked.values_list("state", flat=True)) == {State.CANCELLED}
    (decided,) = Message.objects.filter(cause="city.decided")
    assert decided.person == thing.person and "Atlantis" in decided.subject


def test_who_leaves_by_themselves_is_not_told(thing: Any) -> None:
    successor = SimpleNamespace(person=reader("next"))
    tell("membership_ended", membership=thing, successor=successor, items=[], by=thing.person)
    assert not Message.objects.exists()
    tell("membership_ended", membership=thing, successor=successor, items=[], by=reader("other"))
    (made,) = Message.objects.all()
    assert made.person == thing.person and "Sam" not in str(made.context)


def test_a_mailbox_is_asked_in_its_language_until_somebody_confirms(thing: Any) -> None:
    mailbox = SimpleNamespace(address="office@city.example", person=None, language="fa")
    person = SimpleNamespace(address="x", person=reader("rim"), language="")
    tell("contact_to_confirm", contact=thing, recipients=[mailbox, person], is_again=False)
    made = {one.recipient: one.language for one in Message.objects.all()}
    assert made == {"office@city.example": "fa", "rim@example.org": "en"}
    assert {one.url for one in Message.objects.all()} == {
        f"http://127.0.0.1:8000/{language}/cities/atlantis/contact/" for language in ("fa", "en")
    }
    tell("contact_confirmed", contact=thing, by=None)
    assert set(Message.objects.values_list("state", flat=True)) == {State.CANCELLED}
