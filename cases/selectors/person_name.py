"""Names of people with accounts, as messages and mails say them."""

from typing import Any


def person_name(user: Any) -> str:
    """Full name of a user, else the name of the account; "" for nobody."""
    return "" if user is None else (user.get_full_name().strip() or user.get_username())
