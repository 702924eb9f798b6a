"""Names of people with accounts, as messages and mails say them."""

from typing import Any

from django.utils.translation import gettext as _

FORMER = "former-member-"  # what the account of somebody who left is called, with its number


def person_name(user: Any) -> str:
    """Full name of a user, else the name of the account; of somebody who left, that they did; "" for nobody."""
    if user is None:
        return ""
    return _("former member") if is_former_member(user) else user.get_full_name().strip() or user.get_username()


def is_former_member(user: Any) -> bool:
    """Whether the person has left and their name is gone; what they wrote stays theirs without it."""
    return not user.is_active and str(user.get_username()).startswith(FORMER)
