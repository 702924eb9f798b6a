"""Addresses of accounts, as those who look after accounts write them and as people confirm them."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User


def follow_address(user: Any) -> None:
    """Has the confirmed address of an account follow what an administrator wrote: it is to be confirmed once more.

    The person does that with a code, at their next log-in.
    """
    kept = EmailAddress.objects.filter(user=user, primary=True).first()
    if kept is None or not user.email or kept.email.casefold() == user.email.casefold():
        return
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email.lower(), primary=True, verified=False)


def confirm_address(user: User) -> None:
    """Notes that the address of an account is its person's: they opened a link that was sent there."""
    if user.email:
        address = user.email.lower()
        EmailAddress.objects.filter(user=user).exclude(email=address).delete()
        defaults = {"primary": True, "verified": True}
        EmailAddress.objects.update_or_create(user=user, email=address, defaults=defaults)
