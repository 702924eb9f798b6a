"""Personal data that messages hold: what was said to somebody, and what they answered."""

from typing import Any

from django.contrib.auth.models import User

from cases.messages.models import ActionLink, MailAddress, Message, Mute, Preference, ReceivedMail, Thread
from cases.messages.selectors.addresses import normal
from cases.people.services.held import addresses_of
from cases.people.services.personal_data import Held, register


def register_messages() -> None:
    """Registers what this room holds about people."""
    register(Held("messages", export=messages_of, forget=forget_messages))


def messages_of(user: User) -> dict[str, Any]:
    """Messages said to a person, the ways in which they want to hear, and the mails in which they answered."""
    said = Message.objects.filter(person=user).order_by("created_at")
    return {
        "said to you": list(said.values("cause", "subject", "language", "state", "created_at", "sent_at", "read_at")),
        "how you hear": list(Preference.objects.filter(person=user).values("kind", "pace")),
        "what you hear no more of": list(Mute.objects.filter(person=user).values("kind", "object_id")),
        "answers by mail": list(ReceivedMail.objects.filter(thread__person=user).values("subject", "received_at")),
    }


def forget_messages(user: User) -> None:
    """Lets go what was said to a person, their answers as mails, links and addresses; answers in threads stay there."""
    addresses = {normal(address) for address in addresses_of(user)}
    ReceivedMail.objects.filter(thread__person=user).delete()
    for address in addresses:
        ReceivedMail.objects.filter(sender__icontains=address).delete()
        Message.objects.filter(address__iexact=address).delete()
    for model in (Thread, ActionLink, Mute, Preference, Message):
        model._default_manager.filter(person=user).delete()
    MailAddress.objects.filter(address__in=addresses).delete()
