"""Changes on their way to an index: in batches, one by one where one fails, again later, given up at last."""

import socket
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cases.models import CaseStudyPage
from search.contract.documents import Change
from search.contract.errors import EngineUnavailable
from search.engines.embedded.engine import EmbeddedEngine
from search.models import OutboxEntry, RefusedDocument
from search.sync import delivery
from search.sync.consistency import check
from search.sync.delivery import deliver, drain
from search.sync.lag import OutboxState, outbox_state, state_of
from search.sync.log import end
from search.sync.outbox import record_codes
from search.sync.refused import ATTEMPTS, LONGEST_DELAY, delay, forget_old, try_again
from search.sync.versions import next_version
from tests.search.engines.documents import build
from tests.search.faulty_engines import AbsentEngine, PoisonedEngine

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(codes: list[str], settings: Any) -> PoisonedEngine:
    """An empty index, all cases waiting for it."""
    engine = PoisonedEngine(settings.SEARCH_INDEX_DIR / "embedded")
    build(engine, [])
    engine.set_position(end())
    record_codes(codes)
    return engine


def make_due() -> None:
    RefusedDocument.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))


def test_a_poisonous_document_keeps_no_other_out(engine: PoisonedEngine, codes: list[str]) -> None:
    engine.poisonous = {codes[1]}
    drain(engine)
    assert set(engine.versions()) == set(codes) - {codes[1]}
    entry = RefusedDocument.objects.get()
    assert entry.code == codes[1] and entry.attempts == 1 and "poisonous" in entry.error
    assert entry.next_attempt_at > timezone.now() and entry.host == socket.gethostname()


def test_it_is_left_alone_until_its_time(engine: PoisonedEngine, codes: list[str]) -> None:
    engine.poisonous = {codes[0]}
    drain(engine)
    calls = engine.calls
    assert drain(engine) == 0 and engine.calls == calls


def test_parked_after_ten_failures_counted_and_tried_again_by_hand(engine: PoisonedEngine, codes: list[str]) -> None:
    engine.poisonous = {codes[0]}
    for number in range(ATTEMPTS):
        assert not RefusedDocument.objects.exclude(parked_at=None).exists(), number
        make_due()
        drain(engine)
    state = outbox_state()["embedded"]
    assert state.parked == 1 and (state.waiting, state.oldest_seconds) == (0, 0.0)
    make_due()
    calls = engine.calls
    assert drain(engine) == 0 and engine.calls == calls, "given up"
    engine.poisonous = set()
    assert try_again(RefusedDocument.objects.all()) == 1
    drain(engine)
    assert outbox_state() == {"embedded": OutboxState()} and not check(engine)


def test_a_new_change_that_succeeds_settles_what_was_given_up(engine: PoisonedEngine, codes: list[str]) -> None:
    engine.poisonous = {codes[0]}
    drain(engine)
    RefusedDocument.objects.update(parked_at=timezone.now(), attempts=ATTEMPTS)
    engine.poisonous = set()
    drain(engine)
    assert codes[0] not in engine.versions()
    record_codes([codes[0]])
    drain(engine)
    assert not check(engine) and not RefusedDocument.objects.exists()


def test_what_nobody_tries_any_more_is_forgotten(engine: PoisonedEngine, codes: list[str]) -> None:
    engine.poisonous = {codes[0], codes[1]}
    drain(engine)
    RefusedDocument.objects.filter(code=codes[0]).update(next_attempt_at=timezone.now() - timedelta(days=31))
    forget_old()
    assert list(RefusedDocument.objects.values_list("code", flat=True)) == [codes[1]]


def test_an_engine_that_is_away_is_no_fault_of_the_entries(settings: Any, codes: list[str]) -> None:
    engine = AbsentEngine(settings.SEARCH_INDEX_DIR / "far")
    build(engine, [])
    engine.set_position(end())
    record_codes(codes)
    for _attempt in range(ATTEMPTS + 1):
        with pytest.raises(EngineUnavailable):
            drain(engine)
    assert not RefusedDocument.objects.exists() and state_of(engine).waiting == len(codes)
    engine.away = False
    drain(engine)
    assert set(engine.versions()) == set(codes) and state_of(engine) == OutboxState()


def test_the_age_of_the_oldest_that_waits(codes: list[str]) -> None:
    record_codes(codes)
    OutboxEntry.objects.filter(code=codes[0]).update(created_at=timezone.now() - timedelta(minutes=5))
    state = outbox_state()["embedded"]
    assert state.waiting == len(codes) and 300 <= state.oldest_seconds < 360


def test_delays_double_up_to_an_hour() -> None:
    assert [delay(number).total_seconds() for number in (1, 2, 3)] == [5, 10, 20]
    assert delay(50).total_seconds() == LONGEST_DELAY


def test_versions_grow_and_leap_over_what_is_there() -> None:
    first, second = next_version(), next_version()
    assert second > first
    assert next_version(above=second + 10**15) == second + 10**15 + 1
    assert next_version() > second + 10**15, "also after the clock was passed"


def test_of_two_that_drain_at_once_the_one_that_read_later_wins(settings: Any, codes: list[str]) -> None:
    class Overtaken(EmbeddedEngine):
        """Before its first write another process reads the case again, and writes it."""

        def apply(self, changes: Sequence[Change], name: str | None = None) -> None:
            if not overtaken:
                overtaken.append(True)
                CaseStudyPage.objects.filter(case__code=codes[0]).update(title="The last word")
                assert not deliver(self, [codes[0]])
            super().apply(changes, name)

    overtaken: list[bool] = []
    engine = Overtaken(settings.SEARCH_INDEX_DIR / "embedded")
    assert not deliver(engine, [codes[0]])
    assert overtaken and not check(engine), "what was read first and written last is not there"


def test_a_change_is_one_row_whatever_engines_there_are(settings: Any, codes: list[str]) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    before = OutboxEntry.objects.count()
    record_codes(codes[:1])
    assert OutboxEntry.objects.count() == before + 1


def test_a_batch_is_so_many_cases_however_often_each_changed(
    engine: PoisonedEngine, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _turn in range(5):
        record_codes(codes)
    position = engine.position()
    assert position is not None
    monkeypatch.setattr(delivery, "BATCH", 2)
    first = delivery.Batch.after(position.number)
    assert first.documents == codes[:2] and first.rows == 2, "no row is passed over"
    rest = delivery.Batch.after(first.end)
    assert rest.documents == [codes[2], codes[0]] and rest.rows == 2
    monkeypatch.setattr(delivery, "BATCH", 3)
    whole = delivery.Batch.after(position.number)
    assert whole.documents == codes and whole.rows == 18 and whole.end == end()
    monkeypatch.setattr(delivery, "AHEAD", 7)
    assert delivery.Batch.after(position.number).end < end()
    assert drain(engine) == 18 and not check(engine)
