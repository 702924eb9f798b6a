"""How other apps learn what search did."""

from django.dispatch import Signal

# The index now answers differently: changes of cases were applied to it, or it was replaced.
index_changed = Signal()
