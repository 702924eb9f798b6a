"""E-mail addresses of an account."""

from typing import Any


def own_addresses(user: Any) -> set[str]:
    """Addresses that are known to be a person's, in small letters: one that is not confirmed does not count."""
    own = {user.email.strip().casefold()} if user.email else set()
    for email, verified in user.emailaddress_set.values_list("email", "verified"):
        (own.add if verified else own.discard)(email.strip().casefold())
    return own
