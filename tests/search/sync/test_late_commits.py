"""Transactions that are committed late, when others with later rows have been read: nothing of them is skipped."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from search.models import OutboxEntry
from search.sync.consistency import check
from search.sync.delivery import drain
from search.sync.lag import OutboxState, outbox_state
from search.sync.log import Kind, append, end, number_committed
from search.sync.outbox import record_codes
from search.sync.rebuild import ensure_index, rebuild
from tests.conftest import as_file

from .two_nodes import node_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("foundation")]


@pytest.fixture
def page(starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    """The English page of one of two cases, in an index."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite whoever writes is alone")
    import_cases(as_file(starter_records[:2]), ImportOptions(publish=True))
    rebuild()
    return CaseStudyPage.objects.filter(locale__language_code="en").order_by("pk")[0]


@contextmanager
def under_way(page: CaseStudyPage) -> Iterator[None]:
    """A change of the page that is committed when this ends, and no sooner."""
    changed, go_on = threading.Event(), threading.Event()

    def publish() -> None:
        with transaction.atomic():
            CaseStudyPage.objects.filter(pk=page.pk).update(title="Hippopotamus")
            record_codes([page.case.code])
            connection.run_on_commit.clear()
            changed.set()
            assert go_on.wait(30)
        connection.close()

    publisher = threading.Thread(target=publish)
    publisher.start()
    assert changed.wait(30)
    yield
    go_on.set()
    publisher.join(30)


def test_a_row_is_read_after_one_with_a_higher_id(page: CaseStudyPage) -> None:
    with under_way(page):
        other = CaseStudyPage.objects.exclude(case=page.case).order_by("pk")[0]
        CaseStudyPage.objects.filter(pk=other.pk).update(title="Rhinoceros")
        record_codes([other.case.code])
        drain()
        assert outbox_state() == {"embedded": OutboxState()} and not check(), "nobody waits for it"
    late = OutboxEntry.objects.get(number=None)
    assert check().stale == [page.case.code] and outbox_state()["embedded"].waiting == 1
    drain()
    assert not check()
    late.refresh_from_db()
    assert late.number == end() and OutboxEntry.objects.filter(pk__gt=late.pk, number__lt=late.number).exists()


def test_a_new_node_reads_on_from_before_it(page: CaseStudyPage, tmp_path: Path) -> None:
    with node_in(tmp_path / "new")():
        with under_way(page):
            rebuild()
            assert not check()
        assert ensure_index() is None, "its index is not built again"
        assert not check() and outbox_state() == {"embedded": OutboxState()}


def test_numbers_become_visible_in_their_order(page: CaseStudyPage) -> None:
    """Writers commit as they like and numberers number as they like: who reads never finds one below what it read."""
    writers, ended = [threading.Thread(target=_write, args=(seed,)) for seed in range(4)], threading.Event()
    numberers = [threading.Thread(target=_number, args=(ended,)) for _number_ in range(2)]
    for thread in [*writers, *numberers]:
        thread.start()
    seen: set[int] = set()
    highest = 0
    while any(writer.is_alive() for writer in writers):
        numbers = set(OutboxEntry.objects.exclude(number=None).values_list("number", flat=True))
        late = {number for number in numbers - seen if number <= highest}
        assert not late
        seen, highest = numbers, max(numbers)
    ended.set()
    for thread in [*writers, *numberers]:
        thread.join()
    end()
    assert OutboxEntry.objects.filter(code__startswith="W").count() == 4 * 60
    assert not OutboxEntry.objects.filter(number=None).exists()


def _write(seed: int) -> None:
    for _turn in range(20):
        with transaction.atomic():
            for _row in range(3):
                append([f"W{seed}"], Kind.DOCUMENT)
    connection.close()


def _number(ended: threading.Event) -> None:
    while not ended.is_set():
        number_committed()
    connection.close()
