"""Signals by which other rooms learn of changes of the index."""

from django.dispatch import Signal

# The index now answers differently: changes of cases were applied to it, or it was replaced.
index_changed = Signal()

# Changes were committed that an engine over the network has yet to learn of.
changes_wait = Signal()
