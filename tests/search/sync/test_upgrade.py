"""The tables of the version before, with rows in them, become the log; its processes go on beside those of this one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from search.engines import get_engine
from search.models import OutboxEntry
from search.sync.log import Kind, end, rows_after
from search.sync.outbox import record_codes
from search.sync.rebuild import ensure_index

BEFORE, AFTER = [("search", "0004_machines")], [("search", "0005_log")]


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    """The models before; the database is as now when the test is over."""
    MigrationExecutor(connection).migrate(BEFORE)
    yield MigrationExecutor(connection).loader.project_state(BEFORE).apps
    MigrationExecutor(connection).migrate(AFTER)


def upgrade() -> None:
    MigrationExecutor(connection).migrate(AFTER)


def test_what_waited_or_was_given_up_is_a_row_a_case_and_what_was_applied_is_gone(old: Any) -> None:
    entries, now = old.get_model("search", "OutboxEntry").objects, timezone.now()
    old.get_model("search", "Machine").objects.create(id="0123abcd", seen_at=now)
    old.get_model("search", "VectorEntry").objects.create(code="THR-0001", machine="0123abcd")
    for engine, machine in (("elasticsearch", ""), ("embedded", "0123abcd"), ("embedded", "4567cdef")):
        entries.create(code="THR-0001", engine=engine, machine=machine)
    entries.create(code="THR-0002", engine="elasticsearch", applied_at=now)
    entries.create(code="THR-0002", machine="0123abcd")
    entries.create(code="THR-0003", machine="0123abcd", attempts=10, parked_at=now, error="poison")
    entries.create(code="THR-0004", machine="0123abcd", applied_at=now)
    waiting_since = dict(entries.filter(applied_at=None).order_by("-pk").values_list("code", "created_at"))
    upgrade()
    rows = OutboxEntry.objects.order_by("code").values_list("code", "kind", "number")
    assert list(rows) == [(f"THR-000{number}", Kind.DOCUMENT, None) for number in (1, 2, 3)]
    assert dict(OutboxEntry.objects.values_list("code", "created_at")) == waiting_since
    assert not entries.filter(engine__in=["elasticsearch", "embedded"]).exists(), "none that their processes would take"
    end()
    assert rows_after(0, [Kind.DOCUMENT]).count() == 3


def test_an_index_of_the_version_before_is_built_once(old: Any, settings: Any) -> None:
    upgrade()
    assert ensure_index() == 0 and ensure_index() is None
    assert get_engine().position() is not None


def test_processes_of_the_version_before_write_rows_and_take_none(old: Any) -> None:
    upgrade()
    record_codes(["THR-0001"])
    entries = old.get_model("search", "OutboxEntry").objects  # as their code sees the table
    assert not entries.filter(engine__in=["embedded", "elasticsearch"]).exists(), "a row of the log is none of theirs"
    entries.create(code="THR-0002", engine="embedded", machine="0123abcd")
    end()
    assert set(rows_after(0, [Kind.DOCUMENT]).values_list("code", flat=True)) == {"THR-0001", "THR-0002"}
    assert old.get_model("search", "Machine").objects.count() == old.get_model("search", "VectorEntry").objects.count()
