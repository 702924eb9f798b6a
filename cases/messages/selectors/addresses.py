"""Addresses to which nothing is sent any more."""

from cases.messages.models import MailAddress


def normal(address: str) -> str:
    """Address as it is compared: in small letters."""
    return address.strip().lower()


def is_stopped(address: str) -> bool:
    """Whether mail to an address came back for good."""
    return MailAddress.objects.filter(address=normal(address)).exclude(stopped_at=None).exists()
