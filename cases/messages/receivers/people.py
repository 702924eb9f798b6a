"""Receivers of what happens to members of cities, and to contacts of cities. Registration only."""

from typing import Any

from cases.people import signals


def connect() -> None:
    """Connects every receiver."""
    for name, receiver in RECEIVERS.items():
        getattr(signals, name).connect(receiver, dispatch_uid=f"messaging_{name}")


def on_invited(invitation: Any, url: str = "", **kwargs: Any) -> None:
    """Somebody was invited to a city."""
    from cases.messages.services.city_messages import tell_invited

    tell_invited(invitation, url)


def on_invitation_ended(invitation: Any, **kwargs: Any) -> None:
    """An invitation was accepted or taken back."""
    from cases.messages.services.city_messages import forget_invitation

    forget_invitation(invitation)


def on_requested(request: Any, deciders: Any = (), **kwargs: Any) -> None:
    """Somebody asks to join a city."""
    from cases.messages.services.city_messages import tell_requested

    tell_requested(request, deciders)


def on_decided(request: Any, membership: Any = None, by: Any = None, **kwargs: Any) -> None:
    """A request to join a city was decided."""
    from cases.messages.services.city_messages import tell_decided

    tell_decided(request, membership, by)


def on_withdrawn(request: Any, **kwargs: Any) -> None:
    """A request to join a city was withdrawn."""
    from cases.messages.services.city_messages import forget_request

    forget_request(request)


def on_begun(membership: Any, by: Any = None, how: str = "", **kwargs: Any) -> None:
    """Somebody is a member of a city now."""
    from cases.messages.services.member_messages import tell_begun

    tell_begun(membership, by, how)


def on_role_changed(membership: Any, by: Any = None, **kwargs: Any) -> None:
    """A member has another role."""
    from cases.messages.services.member_messages import tell_role

    tell_role(membership, by)


def on_ended(membership: Any, successor: Any = None, items: Any = (), by: Any = None, **kwargs: Any) -> None:
    """A membership ended, and what was open went to whoever follows."""
    from cases.messages.services.member_messages import tell_ended, tell_handed_over

    tell_ended(membership, successor, by)
    tell_handed_over(membership, successor, items, by)


def on_contact_to_confirm(contact: Any, recipients: Any = (), **kwargs: Any) -> None:
    """The contact of a city is to be confirmed."""
    from cases.messages.services.city_messages import tell_contact

    tell_contact(contact, recipients)


def on_contact_confirmed(contact: Any, works_again: bool = False, **kwargs: Any) -> None:
    """The contact of a city was confirmed."""
    from cases.messages.services.city_messages import forget_contact

    forget_contact(contact, works_again=works_again)


def on_contact_unreachable(contact: Any, **kwargs: Any) -> None:
    """Mails to the mailbox of a city come back."""
    from cases.messages.services.city_messages import tell_unreachable

    tell_unreachable(contact)


RECEIVERS = {
    "invited_to_city": on_invited,
    "invitation_ended": on_invitation_ended,
    "membership_requested": on_requested,
    "membership_decided": on_decided,
    "request_withdrawn": on_withdrawn,
    "membership_begun": on_begun,
    "role_changed": on_role_changed,
    "membership_ended": on_ended,
    "contact_to_confirm": on_contact_to_confirm,
    "contact_confirmed": on_contact_confirmed,
    "contact_unreachable": on_contact_unreachable,
}
