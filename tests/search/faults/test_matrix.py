"""The fault matrix: whatever the engine does, publishing takes a second at most, and a search 1.5 and has an answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from search.engines import get_engine
from search.engines.elasticsearch.client import connect
from search.sync.consistency import check

from .site import Site, until

PUBLISH, SEARCH, RECOVERY = 1.0, 1.5, 30.0  # seconds at most
HEADINGS = ("fault", "publish", "first search", "next search", "notice", "recovery")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    fault: str
    publish: float
    first: float
    later: float
    notice: bool
    recovery: float

    def cells(self) -> tuple[str, ...]:
        times = [f"{seconds:.2f} s" for seconds in (self.publish, self.first, self.later)]
        return (self.fault, *times, "yes" if self.notice else "no", f"{self.recovery:.1f} s")


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@contextmanager
def read_only(site: Site) -> Iterator[None]:
    """What a node does when its disk is nearly full; from when the thread has seen it."""
    client = connect(site.direct.hosts).options(request_timeout=30)
    client.indices.put_settings(index=site.direct.alias, settings={"index.blocks.read_only_allow_delete": True})
    until(site.search_quietly)
    yield
    client.indices.put_settings(index=site.direct.alias, settings={"index.blocks.read_only_allow_delete": None})


@contextmanager
def fault_of(site: Site, name: str) -> Iterator[None]:
    site.proxy.misbehave(name)
    yield
    site.proxy.behave()


def measured(site: Site, name: str, fault: Callable[[], Any]) -> Row:
    """What editors and readers meet during a fault and after it."""
    with fault():
        publish = min(site.publish(), site.publish())  # an engine in the way would be in both
        first, notice = site.search()
        later, _notice = site.search()
    return Row(name, publish, first, later, notice, site.recovery())


@pytest.mark.django_db(transaction=True)
def test_every_fault(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.publish()
    site.recovery()
    rows = [measured(site, name, lambda name=name: fault_of(site, name)) for name in site.proxy.faults]
    rows.append(measured(site, "disk full, read only", lambda: read_only(site)))  # answers, and learns nothing new
    with capsys.disabled():
        print(f"\n{table(rows)}")
    assert all(row.publish <= PUBLISH for row in rows)
    assert all(row.first <= SEARCH and row.later <= SEARCH for row in rows)
    assert all(row.recovery <= RECOVERY for row in rows)
    assert all(row.notice for row in rows)
    assert not check(site.direct) and not check(get_engine("embedded"))
