"""E-mail addresses of an account."""

from typing import Any


def own_addresses(user: Any) -> set[str]:
    """Addresses that are known to be a person's, in small letters.

    Where sign-up keeps addresses of its own (``emailaddress_set``), that which it has not confirmed does not count.
    """
    own = {user.email.strip().casefold()} if user.email else set()
    kept = getattr(user, "emailaddress_set", None)
    if kept is not None:
        for email, verified in kept.values_list("email", "verified"):
            (own.add if verified else own.discard)(email.strip().casefold())
    return own
