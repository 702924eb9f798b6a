"""Signals by which other rooms learn of what comes of mails."""

from django.dispatch import Signal

# kwargs: address (lower case), permanent, stopped (whether mail to it stops with this one), person (or None).
# Mail to an address came back.
address_bounced = Signal()
