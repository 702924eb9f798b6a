"""Causes about members of cities: one is new, has another role, has left; what they had open goes on."""

from django.utils.translation import gettext_lazy as _

from cases.messages.models import Message

from .cause import Cause
from .cities import MEMBERS, is_gone, sample


def has_ended(message: Message) -> bool:
    """Whether the membership is gone, or has ended."""
    return message.about is None or getattr(message.about, "until", None) is not None


def is_another_role(message: Message) -> bool:
    """Whether the member has another role by now, or none."""
    return has_ended(message) or getattr(message.about, "role", "") != message.context.get("code")


CAUSES = (
    Cause(
        code="city.appointed",
        kind=MEMBERS,
        subject=_("You are a member of %(city)s now"),
        reason=_("You get this because an administrator of this site made you a member of this city."),
        template="messaging/mail/appointed.html",
        action=_("See it here"),
        is_over=has_ended,
        sample=sample,
    ),
    Cause(
        code="city.joined",
        kind=MEMBERS,
        subject=_("Somebody takes part for %(city)s now"),
        reason=_("You get this because you coordinate this city."),
        template="messaging/mail/joined.html",
        action=_("See the members"),
        is_over=has_ended,
        sample=sample,
    ),
    Cause(
        code="city.role",
        kind=MEMBERS,
        subject=_("Your role in %(city)s"),
        reason=_("You get this because you are a member of this city."),
        template="messaging/mail/role.html",
        action=_("See it here"),
        is_over=is_another_role,
        sample=sample,
    ),
    Cause(
        code="city.ended",
        kind=MEMBERS,
        subject=_("Your part in %(city)s has ended"),
        reason=_("You get this because you were a member of this city."),
        template="messaging/mail/ended.html",
        action=_("See it here"),
        is_over=is_gone,
        sample=sample,
    ),
    Cause(
        code="city.handed_over",
        kind=MEMBERS,
        subject=_("You follow somebody in %(city)s"),
        reason=_("You get this because you follow somebody who has left, or look after the members of cities."),
        template="messaging/mail/handed_over.html",
        action=_("See the members"),
        is_over=is_gone,
        sample=sample,
    ),
)
