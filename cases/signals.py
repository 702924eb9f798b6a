"""Signals by which other apps learn of changes to cases. Sent inside the transaction of the change."""

from django.dispatch import Signal

# kwargs: case_ids (collection of Case primary keys). What a reader can see or find of these cases may have changed.
cases_changed = Signal()

# kwargs: instance (Topic or City). Labels, names or the place in the tree may have changed.
taxonomy_changed = Signal()

# kwargs: case_code or topic_code, most. Receivers return codes of cases related to it, the nearest first.
related_wanted = Signal()
