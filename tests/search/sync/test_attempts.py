"""An index that no rebuild mends is built again later and later, by all processes of a node together."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from search import engines
from search.contract.faults import Fault, Kind
from search.engines import get_engine
from search.sync import attempts
from search.sync.keeping import keep_indexes
from search.sync.rebuild import rebuild
from tests.search.faulty_engines import SpoiledEngine

pytestmark = pytest.mark.django_db


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(attempts, "time", clock)
    monkeypatch.setattr(attempts, "_remembered", {})
    return clock


@pytest.fixture
def engine(codes: list[str], clock: Clock, monkeypatch: pytest.MonkeyPatch) -> SpoiledEngine:
    """The engine of the site, whose index is damaged again as soon as it is built."""
    _file().unlink()  # of the first building
    monkeypatch.setitem(engines.ENGINES, "embedded", "tests.search.faulty_engines.SpoiledEngine")
    engine = get_engine()
    assert isinstance(engine, SpoiledEngine)
    return engine


def test_what_does_not_help_is_done_more_and_more_rarely(engine: SpoiledEngine, clock: Clock) -> None:
    began, times = clock.now, []
    while clock.now - began < 4 * 3600:
        before = engine.built
        keep_indexes()
        if engine.built > before:
            times.append(round(clock.now - began))
        clock.now += 5.0 if clock.now - began < 600 else 60.0  # rounds of a thread; later fewer, to save time
    assert times[:6] == [0, 5, 15, 35, 75, 155] and len(times) < 15
    assert all(later - earlier <= 3660 for earlier, later in pairwise(times)), "never given up"


def test_a_new_process_counts_on(engine: SpoiledEngine, clock: Clock) -> None:
    keep_indexes()
    attempts._remembered.clear()
    keep_indexes()
    assert engine.built == 1


def test_also_where_the_disk_keeps_nothing(engine: SpoiledEngine, clock: Clock, settings: Any) -> None:
    (settings.SEARCH_INDEX_DIR / "embedded.attempts").mkdir()
    for _round in range(3):
        keep_indexes()
    assert engine.built == 1


def test_a_person_need_not_wait(engine: SpoiledEngine) -> None:
    for _turn in range(3):
        rebuild(engine)
    assert engine.built == 3


def test_an_index_that_is_well_again_has_nothing_behind_it(engine: SpoiledEngine, clock: Clock) -> None:
    for _round in range(20):
        keep_indexes()
        clock.now += 5.0
    built, engine.spoiled = engine.built, None
    assert built > 2
    clock.now += attempts.FORGOTTEN_AFTER + 1
    keep_indexes()
    assert not _file().exists()
    engine.spoiled = Fault(Kind.DAMAGED, "x.term")
    keep_indexes()
    assert engine.built == built + 1, "the next damage is mended at once"


def test_a_clock_that_was_put_back_keeps_nothing_up(engine: SpoiledEngine, clock: Clock) -> None:
    keep_indexes()
    clock.now -= 86_400.0
    keep_indexes()
    assert engine.built == 2


def test_what_is_in_vain_is_not_begun(engine: SpoiledEngine) -> None:
    engine.spoiled = Fault(Kind.NOT_OURS, "orders")
    for _round in range(3):
        keep_indexes()
    assert engine.built == 0


def _file() -> Path:
    return attempts._path("embedded")
