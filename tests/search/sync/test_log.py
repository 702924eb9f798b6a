"""The log: numbered when committed, trimmed from its beginning, believed only where a position is a row of it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.models import CaseStudyPage
from search.contract.index import Position
from search.engines import get_engine
from search.models import OutboxEntry
from search.sync import log
from search.sync.consistency import check
from search.sync.delivery import drain
from search.sync.log import Kind, append, begin_anew, end, leads_on_from, number_committed, rows_after, trim
from search.sync.outbox import record_codes
from search.sync.rebuild import ensure_index, needs_build, rebuild, roll_back
from tests.search.editing import change, found

pytestmark = pytest.mark.django_db


def numbers() -> list[int | None]:
    return list(OutboxEntry.objects.order_by("pk").values_list("number", flat=True))


def test_a_log_that_has_not_begun_begins() -> None:
    OutboxEntry.objects.all().delete()
    first = end()
    assert numbers() == [first] == [end()] and leads_on_from(Position("any", first))
    assert not rows_after(0, log.FOR_INDEXES).exists(), "of no case"


def test_rows_are_numbered_in_order_once_and_upwards() -> None:
    append(["A-1", "B-1"], Kind.DOCUMENT)
    assert numbers()[-2:] == [None, None]
    number_committed()
    first = numbers()
    append(["C-1"], Kind.VECTOR)
    assert end() == max(number for number in numbers() if number)
    second = numbers()
    assert second[: len(first)] == first and second == sorted(set(second), key=str)


def test_numbers_follow_the_clock_so_that_a_restored_log_never_repeats_one() -> None:
    append(["A-1"], Kind.DOCUMENT)
    before = timezone.now().timestamp() * 1_000_000
    assert before <= end() <= timezone.now().timestamp() * 1_000_000 + 1000


def test_trimmed_by_age_but_never_below_so_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    OutboxEntry.objects.all().delete()
    append([f"A-{number}" for number in range(10)], Kind.DOCUMENT)
    end()
    OutboxEntry.objects.filter(code__lt="A-5").update(created_at=timezone.now() - timedelta(days=8))
    trim()
    assert OutboxEntry.objects.count() == 10, "few rows are kept whatever their age"
    monkeypatch.setattr(log, "KEPT_ROWS", 7)
    trim()
    assert OutboxEntry.objects.count() == 7
    monkeypatch.setattr(log, "KEPT_ROWS", 1)
    trim()
    assert OutboxEntry.objects.count() == 5, "and young ones however many they are"
    OutboxEntry.objects.filter(code="A-7").update(created_at=timezone.now() - timedelta(days=8))
    trim()
    assert OutboxEntry.objects.count() == 5, "no gap: what is kept is the end of the log"


class TestRestored:
    """The database goes back to what it was, by whatever means; the index does not."""

    def restored(self, code: str) -> list[OutboxEntry]:
        """Makes a change, brings it, and takes it from the database again; its rows, gone."""
        end()
        kept = set(OutboxEntry.objects.values_list("pk", flat=True))
        change(code, "hippopotamus")
        drain()
        gone = OutboxEntry.objects.exclude(pk__in=kept)
        rows = list(gone)
        gone.delete()
        CaseStudyPage.objects.filter(case__code=code).update(lessons="")
        return rows

    def test_the_position_is_beyond_the_log(self, codes: list[str]) -> None:
        self.restored(codes[0])
        assert check().stale == [codes[0]] and needs_build(get_engine())
        assert ensure_index() == 3 and not check() and found("hippopotamus") == []

    def test_written_on_the_log_passes_the_position_which_is_still_not_believed(self, codes: list[str]) -> None:
        rows = self.restored(codes[0])
        record_codes(codes[1:])
        position = get_engine().position()
        assert position is not None and end() > position.number == max(row.number or 0 for row in rows)
        assert ensure_index() == 3 and not check()

    def test_ids_that_come_again_are_other_rows(self, codes: list[str]) -> None:
        rows = self.restored(codes[0])
        OutboxEntry.objects.bulk_create([OutboxEntry(pk=row.pk, code=codes[1]) for row in rows])
        assert ensure_index() == 3 and not check()

    def test_by_the_command_every_index_is_built_anew(self, codes: list[str]) -> None:
        begin_anew()
        assert needs_build(get_engine()) and ensure_index() == 3 and ensure_index() is None


def test_an_index_from_before_positions_is_built_once(codes: list[str], settings: object) -> None:
    engine = get_engine()
    for path in engine.store.folder.glob("generation-*/position"):  # type: ignore[attr-defined]
        path.unlink()
    assert engine.position() is None
    assert ensure_index() == 3 and ensure_index() is None


def test_a_torn_position_is_none(codes: list[str]) -> None:
    engine = get_engine()
    [path] = engine.store.folder.glob("generation-*/position")  # type: ignore[attr-defined]
    path.write_text("")
    assert engine.position() is None and ensure_index() == 3


def test_one_that_is_rolled_back_reads_on_from_its_own_position(codes: list[str]) -> None:
    before = get_engine().position()
    rebuild()
    change(codes[0], "hippopotamus")
    drain()
    roll_back(get_engine())
    assert get_engine().position() == before and found("hippopotamus") == []
    drain()
    assert not check() and found("hippopotamus") == [codes[0]]


def test_one_that_is_rolled_back_to_before_the_log_is_mended_and_not_built(codes: list[str]) -> None:
    begin_anew()
    rebuild()
    change(codes[0], "hippopotamus")
    drain()
    call_command("search_rollback", verbosity=0)
    assert not check() and found("hippopotamus") == [codes[0]] and ensure_index() is None


def test_numbering_asks_once_where_there_is_nothing() -> None:
    end()
    with CaptureQueriesContext(connection) as queries:
        number_committed()
    assert len(queries) == 1
