"""Signals by which other rooms learn of what happens to people. Sent inside the transaction of the change."""

from django.dispatch import Signal

# kwargs: user. A person is about to leave: their name and address are still there, and are gone when this is done.
# What a room holds about people it registers with services.personal_data; this is for what it has to end or hand over.
person_left = Signal()
