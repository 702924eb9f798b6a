"""What keeps an index from learning is told to people, tried again, and forgotten as soon as it is over."""

import pytest

from knowledgebase.readiness import forget_readiness, readiness
from search import engines
from search.contract.faults import Fault, Kind
from search.engines import get_engine
from search.sync.condition import known_fault
from search.sync.keeping import keep_indexes
from search.sync.lag import outbox_state
from tests.search.editing import change, found
from tests.search.faulty_engines import ForbiddenEngine

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(codes: list[str], monkeypatch: pytest.MonkeyPatch) -> ForbiddenEngine:
    """The engine of the site, which answers well and takes no changes."""
    monkeypatch.setitem(engines.ENGINES, "embedded", "tests.search.faulty_engines.ForbiddenEngine")
    engine = get_engine()
    assert isinstance(engine, ForbiddenEngine)
    return engine


@pytest.mark.parametrize("kind", [Kind.OTHER_VERSION, Kind.NO_RIGHTS, Kind.NOT_KNOWN, Kind.READ_ONLY])
def test_what_is_over_is_forgotten(engine: ForbiddenEngine, codes: list[str], kind: Kind) -> None:
    engine.reason = Fault(kind, "not today")
    change(codes[0], "wyvern")
    for _round in range(3):
        keep_indexes()
    assert engine.refused >= 3, "it is tried in every round"
    assert outbox_state()["embedded"].fault == engine.reason
    forget_readiness()
    assert readiness()["status"] == "degraded"
    assert known_fault("embedded") is None and found("wyvern") == [], "readers are answered as of before"
    engine.reason = None
    keep_indexes()
    assert outbox_state()["embedded"].fault is None
    assert found("wyvern") == [codes[0]]
