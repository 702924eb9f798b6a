"""Signals of this room, sent inside the transaction of what they tell of."""

from django.dispatch import Signal

# kwargs: address (lower case), permanent, stopped (whether mail to it stops with this one), person (or None).
# Mail to an address came back.
address_bounced = Signal()

# kwargs: thread (Thread), reply (Reply of records.replies). An answer by mail was taken by the room whose thread it is.
reply_received = Signal()

# kwargs: key (of the mail that came back, 32 hexadecimal digits), addresses (list of str, perhaps empty), permanent.
# Sent only where the key is known: whoever forges a bounce would have to have read the mail it speaks of.
bounce_read = Signal()
