"""What changed while an index was built: brought to the new one before it answers."""

from datetime import datetime, timedelta

from search.content.documents import public_case_codes
from search.contract.engine import Engine
from search.meaning.vectors import kept_vectors
from search.models import OutboxEntry, VectorEntry

from .delivery import AT_ONCE, BATCH, deliver
from .feed import elsewhere, mine
from .vector_queue import request_vectors

SKEW = timedelta(minutes=1)  # by which clocks of machines may differ


class Replay:
    """Entries written since a rebuild began, applied to the old index or not: none is deleted while it runs."""

    def __init__(self, engine: Engine, name: str, began: datetime) -> None:
        self.engine, self.name, self.began = engine, name, began
        self.settled = self._entries()  # their cases are read by what fills the index, which begins after this
        self.touched: set[str] = set()
        self.failed: set[str] = set()
        self.count = 0

    def _entries(self) -> dict[int, str]:
        rows = OutboxEntry.objects.filter(mine([self.engine.name])).values_list("pk", "code")
        return dict(rows.iterator(chunk_size=5000))

    def _new(self) -> dict[int, str]:
        return {pk: code for pk, code in self._entries().items() if pk not in self.settled}

    def left(self) -> int:
        """How many entries were written since the last time this caught up."""
        return len(self._new())

    def expect_vectors(self) -> None:
        """Asks, in the end, for the vectors of cases whose newest is still to be computed for others alone.

        For an index that lacks entries from before; call it before the vectors are read.
        """
        # In the order in which a case goes through the tables, so that it cannot slip past.
        for rows in (OutboxEntry.objects.filter(elsewhere()), VectorEntry.objects.filter(elsewhere())):
            self.touched |= set(rows.values_list("code", flat=True))

    def catch_up(self) -> None:
        """Brings the present state of cases with new entries to the new index."""
        new = self._new()
        codes = sorted(set(new.values()))
        self.failed -= set(codes)
        for start in range(0, len(codes), BATCH):
            self.failed |= set(deliver(self.engine, codes[start : start + BATCH], self.name))
        self.touched |= set(codes)
        self.settled |= new
        self.count += len(new)

    def catch_up_vectors(self, model: str) -> None:
        """Brings vectors that were computed meanwhile, and those of cases that changed."""
        since = self.began - SKEW
        vectors = kept_vectors(model, since)
        public = public_case_codes()
        self.engine.put_vectors(((code, vector) for code, vector in vectors if code in public), name=self.name)

    def forget(self) -> None:
        """Deletes the entries that the new index has settled, waiting or not; those that failed stay.

        The vectors of what was replayed are asked for anew: they may have been given to the old index alone.
        """
        request_vectors(sorted(self.touched - self.failed), self.engine.name)
        pks = [pk for pk, code in self.settled.items() if code not in self.failed]
        for start in range(0, len(pks), AT_ONCE):
            OutboxEntry.objects.filter(pk__in=pks[start : start + AT_ONCE]).delete()
