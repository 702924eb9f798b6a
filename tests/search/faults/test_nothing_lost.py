"""Thousands of changes while the engine comes and goes, and a node killed in the middle: nothing is lost."""

import random
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from search.engines import get_engine
from search.sync import outbox
from search.sync.consistency import check
from search.sync.delivery import drain
from search.sync.lag import OutboxState, outbox_state
from tests.bench.generate import generate
from tests.conftest import as_file
from tests.elasticsearch_node import Node

from .site import Site, until

CHANGES = 2000
PORT = 9411  # of the node that is killed; other nodes reach each other 100 above theirs


class RolledBack(Exception):
    """What undoes a change."""


class Changes:
    """Random changes of cases: most on the tables, as a service would make them, some by way of Wagtail."""

    def __init__(self, seed: int) -> None:
        self.chooser = random.Random(seed)
        self.kinds = [self.edit] * 9 + [self.show] * 3 + [self.hide] * 4 + [self.publish, self.unpublish, self.delete]

    def pages(self) -> list[tuple[int, int]]:
        rows = CaseStudyPage.objects.exclude(case=None).values_list("pk", "case_id")
        return list(rows)

    def one(self) -> None:
        """One change, which every fifth time is rolled back."""
        self.pk, self.case = self.chooser.choice(self.pages())
        try:
            with transaction.atomic():
                self.chooser.choice(self.kinds)()
                if self.chooser.random() < 0.2:
                    raise RolledBack
        except RolledBack:
            pass

    def edit(self) -> None:
        self._set(title=f"Number {self.chooser.randrange(10**9)}")

    def show(self) -> None:
        self._set(live=True)

    def hide(self) -> None:
        self._set(live=False)

    def _set(self, **values: Any) -> None:
        CaseStudyPage.objects.filter(pk=self.pk).update(**values)
        outbox.record([self.case])

    def publish(self) -> None:
        CaseStudyPage.objects.get(pk=self.pk).save_revision().publish()

    def unpublish(self) -> None:
        CaseStudyPage.objects.get(pk=self.pk).unpublish()

    def delete(self) -> None:
        if self.chooser.random() < 0.1:
            CaseStudyPage.objects.get(pk=self.pk).delete()


@pytest.fixture
def many(site: Site) -> Site:
    import_cases(as_file(list(generate(60))), ImportOptions(publish=True))
    return site


def misbehaving(site: Site, ended: threading.Event) -> Iterator[str]:
    """Another fault every moment, or none."""
    chooser = random.Random(8)
    while not ended.wait(chooser.uniform(0.1, 1.0)):
        name = chooser.choice(["", "", *site.proxy.faults])
        site.proxy.misbehave(name)
        yield name


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_thousands_of_changes_under_random_faults(many: Site, capsys: pytest.CaptureFixture[str]) -> None:
    ended = threading.Event()
    met: list[str] = []
    faults = threading.Thread(target=lambda: met.extend(misbehaving(many, ended)))
    faults.start()
    changes, longest, started = Changes(seed=8), 0.0, time.monotonic()
    for _number in range(CHANGES):
        began = time.perf_counter()
        changes.one()
        longest = max(longest, time.perf_counter() - began)
    seconds = time.monotonic() - started
    ended.set()
    faults.join()
    many.proxy.behave()
    recovery = until(lambda: set(outbox_state().values()) == {OutboxState()})
    with capsys.disabled():
        print(f"\n{CHANGES} changes in {seconds:.0f} s under {len(met)} faults, the longest {longest:.2f} s; ", end="")
        print(f"all known to both engines {recovery:.1f} s after the last fault")
    for engine in (many.direct, get_engine("embedded")):
        differences = check(engine)
        assert not differences, (engine.name, differences)
    assert recovery <= 30


@pytest.fixture
def own_node(monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    node = Node(PORT).start()
    yield node
    node.stop()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestKilled:
    @pytest.fixture
    def elasticsearch_url(self, elasticsearch_url: str, own_node: Node) -> str:
        """A node of this test's own; only where there is one for the others."""
        return own_node.url

    def test_a_node_killed_in_the_middle_of_a_bulk(
        self, many: Site, own_node: Node, capsys: pytest.CaptureFixture[str]
    ) -> None:
        many.publish()
        many.recovery()
        killer = threading.Thread(target=own_node.kill)
        for number in range(20):
            outbox.record(CaseStudyPage.objects.values_list("case_id", flat=True))
            if number == 10:
                killer.start()
        killer.join()
        publish = many.publish()
        first, notice = many.search("bus")  # the new word may still wait behind the others
        later, _notice = many.search("bus")
        own_node.start(keep_data=True)
        recovery = many.recovery()
        with capsys.disabled():
            print(f"\n| killed during bulk | {publish:.2f} s | {first:.2f} s | {later:.2f} s | ", end="")
            print(f"{'yes' if notice else 'no'} | {recovery:.1f} s after it answers |")
        assert publish <= 1.0 and first <= 1.5 and later <= 1.5 and notice and recovery <= 30
        drain()
        assert not check(many.direct) and not check(get_engine("embedded"))
