"""Signals by which other apps learn of changes to cases. Sent inside the transaction of the change."""

from django.dispatch import Signal

# kwargs: case_ids (collection of Case primary keys). What a reader can see or find of these cases may have changed.
cases_changed = Signal()

# kwargs: instance (Topic or City). Labels, names or the place in the tree may have changed.
taxonomy_changed = Signal()

# Sent by rooms. What a section of theirs shows on a public page has changed, and no document of the search has: ready
# pages are made anew, nothing is indexed. Where a document changes as well, cases_changed says both.
section_changed = Signal()

# kwargs: source, target (two cities, two topics). ``source`` is about to be deleted: rooms carry their rows over.
city_merged = Signal()
topic_merged = Signal()

# kwargs: case_code, topic_code, or text with language; most. Receivers return codes of cases related to it, the nearest
# first.
related_wanted = Signal()

# kwargs: page, user, comments (list of Comment), replies (list of (Comment, list of CommentReply)). Somebody commented
# on passages of a page, or answered.
page_commented = Signal()
