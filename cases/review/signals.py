"""Signals of this room. All are sent inside the transaction of what they tell of."""

from django.dispatch import Signal

# kwargs: submission, by (account, or None for its submitter or the site), step (of transitions), before, after.
submission_moved = Signal()

# kwargs: submission, by. Screening is over: whoever runs rounds takes it from here.
sent_to_review = Signal()

# kwargs: submission, case, page. Its draft case was made.
case_drafted = Signal()

# kwargs: submission, case. Its case can be read by everyone. Receivers return people who judged it, to be told as well.
submission_published = Signal()

# kwargs: submission. What it says of people is about to go; rooms and features let theirs go as well.
submission_forgotten = Signal()
