"""Versions of documents: a number that only grows, by which a late write is known as such.

Draw one after reading the rows of the log and before reading the cases. Whoever draws a higher one has then read the
cases later, so that what it writes is at least as new; the last writer of a case always saw its last change. Numbers of
the log's rows are drawn here too.
"""

import time

from django.db import transaction

from search.models import IndexVersion


def next_version(above: int = 0) -> int:
    """A version above all that were drawn before, and above ``above``.

    It follows the clock (microseconds since 1970), so that it also grows where the database is an older copy.
    """
    with transaction.atomic():
        counter, _created = IndexVersion.objects.select_for_update().get_or_create(pk=1)
        counter.value = max(counter.value + 1, above + 1, time.time_ns() // 1000)
        counter.save()
    return counter.value
