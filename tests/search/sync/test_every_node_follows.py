"""Nodes with an embedded index each, over one database: every change reaches all of them."""

import shutil
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

from search.contract.errors import EngineUnavailable
from search.engines import get_engine
from search.models import OutboxEntry, RefusedDocument
from search.sync import chores, delivery, log
from search.sync import rebuild as rebuilding
from search.sync.consistency import check
from search.sync.delivery import drain
from search.sync.lag import OutboxState, outbox_state
from search.sync.locks import index_lock, rebuild_lock
from search.sync.outbox import drain_quietly, record_codes
from search.sync.rebuild import ensure_index, needs_build, rebuild
from search.sync.tasks import _next_time
from tests.search.editing import change, found, withdraw
from tests.search.faulty_engines import PoisonedEngine

from .two_nodes import At, Killed, age_log, killed, node_in

WELL = {"embedded": OutboxState()}


@pytest.mark.django_db
class TestChanges:
    def test_what_one_publishes_and_withdraws_reaches_both(self, codes: list[str], other: At) -> None:
        change(codes[0], "hippopotamus")
        withdraw(codes[1])
        drain_quietly()
        assert not check() and found("hippopotamus") == [codes[0]]
        with other():
            assert outbox_state()["embedded"].waiting > 0, "what is brought to one is not taken from the other"
            assert found("hippopotamus") == []
            drain()
            assert not check() and found("hippopotamus") == [codes[0]]
            change(codes[2], "rhinoceros")
            drain()
        drain()
        assert not check() and found("rhinoceros") == [codes[2]] and outbox_state() == WELL

    def test_each_has_its_own_lag(self, codes: list[str], other: At) -> None:
        record_codes(codes)
        OutboxEntry.objects.update(created_at=timezone.now() - timedelta(hours=1))
        drain()
        assert outbox_state() == WELL and check().waiting == 0 and _next_time() is None
        with other():
            state = outbox_state()["embedded"]
            assert state.waiting == check().waiting == 3 and state.oldest_seconds > 3000 and _next_time()

    def test_one_writes_and_builds_while_the_other_does(self, codes: list[str], other: At) -> None:
        with other():
            with index_lock(wait=False) as writes, rebuild_lock() as builds:
                assert writes and builds
                with node_in(site.SEARCH_INDEX_DIR.parent / "index")():
                    change(codes[0], "hippopotamus")
                    drain()
                    assert rebuild() == 3 and not check() and outbox_state() == WELL
            assert outbox_state()["embedded"].waiting == 1, "a rebuild there settles nothing of this node"
            drain()
            assert not check() and outbox_state() == WELL

    def test_a_document_that_one_refuses_the_other_has(
        self, codes: list[str], other: At, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        engine = PoisonedEngine(site.SEARCH_INDEX_DIR / "embedded")
        engine.poisonous = {codes[0]}
        change(codes[0], "hippopotamus")
        drain(engine)
        assert outbox_state()["embedded"].waiting == RefusedDocument.objects.count() == 1
        with other():
            drain()
            assert not check() and outbox_state() == WELL and RefusedDocument.objects.count() == 1

    def test_a_change_is_one_statement_and_a_reader_asks_nothing(self, codes: list[str], other: At) -> None:
        with CaptureQueriesContext(connection) as queries:
            record_codes(codes)
        assert len(queries) == 1
        with CaptureQueriesContext(connection) as queries:
            found("bus")
        assert not [query for query in queries if "search_outboxentry" in query["sql"]]


@pytest.mark.django_db
class TestAway:
    def test_for_a_while_it_reads_on(self, codes: list[str], other: At) -> None:
        change(codes[0], "hippopotamus")
        age_log(days=6)
        log.trim()
        with other():
            assert ensure_index() is None, "nothing was missed"
            assert not check() and found("hippopotamus") == [codes[0]]

    def test_for_long_its_index_is_built_anew(
        self, codes: list[str], other: At, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(log, "KEPT_ROWS", 1)
        change(codes[0], "hippopotamus")
        drain()
        age_log()
        withdraw(codes[1])
        drain()
        log.trim()
        with other():
            with pytest.raises(EngineUnavailable, match="leads on from"):
                drain()
            assert outbox_state()["embedded"].rebuilds and needs_build(get_engine())
            assert found("hippopotamus") == [] and get_engine().count() == 3, "the old one answers meanwhile"
            assert ensure_index() == 2
            assert not check() and found("hippopotamus") == [codes[0]] and outbox_state() == WELL
            assert ensure_index() is None
        assert ensure_index() is None and not check()

    def test_on_a_quiet_site_the_log_leads_on_from_the_last_row_for_ever(
        self, codes: list[str], other: At, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(log, "KEPT_ROWS", 1)
        change(codes[0], "hippopotamus")
        drain()
        age_log(days=400)
        log.trim()
        assert OutboxEntry.objects.count() == 1 and ensure_index() is None and outbox_state() == WELL

    def test_killed_before_its_index_was_built_it_builds_it_the_next_time(
        self, codes: list[str], other: At, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log.begin_anew()
        change(codes[0], "hippopotamus")
        with other():
            with monkeypatch.context() as patch, pytest.raises(Killed):
                patch.setattr(rebuilding, "documents", killed)
                ensure_index()
            assert check().stale == [codes[0]]
            assert ensure_index() == 3 and not check()

    @pytest.mark.parametrize("where", ["settle", "set_position", "number_committed"])
    def test_killed_between_bringing_and_noting_that_it_is_brought(
        self, codes: list[str], other: At, monkeypatch: pytest.MonkeyPatch, where: str
    ) -> None:
        change(codes[0], "hippopotamus")
        with other():
            with monkeypatch.context() as patch, pytest.raises(Killed):
                target = {
                    "settle": delivery.refused, "set_position": get_engine(), "number_committed": delivery,
                }[where]  # fmt: skip
                patch.setattr(target, where, killed)
                drain()
            assert outbox_state()["embedded"].waiting == 1
        drain()
        assert not check()
        with other():
            drain()
            assert not check() and outbox_state() == WELL


@pytest.mark.django_db
class TestNew:
    def test_what_is_published_while_it_builds_its_first_index(
        self, codes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, new = node_in(site.SEARCH_INDEX_DIR), node_in(tmp_path / "new")
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
            assert not check() and found("hippopotamus") == [codes[0]] and outbox_state() == WELL
        assert not check() and outbox_state() == WELL

    def test_who_keeps_no_index_leaves_no_trace(self, codes: list[str], tmp_path: Path) -> None:
        with node_in(tmp_path / "none")():
            record_codes(codes)
            drain_quietly()
            assert not (tmp_path / "none").exists() and outbox_state()["embedded"].rebuilds

    def test_a_copy_of_a_node_reads_on_by_itself(self, codes: list[str], tmp_path: Path) -> None:
        shutil.copytree(site.SEARCH_INDEX_DIR, tmp_path / "copy")
        change(codes[0], "hippopotamus")
        drain()
        with node_in(tmp_path / "copy")():
            assert found("hippopotamus") == []
            assert ensure_index() is None and not check() and found("hippopotamus") == [codes[0]]

    def test_where_workers_are_elsewhere_its_web_process_reads_on(self, codes: list[str], other: At) -> None:
        change(codes[0], "hippopotamus")
        with override_settings(SEARCH_DRAIN="worker"):
            with other():
                drain_quietly()
                assert found("hippopotamus") == [], "a request does not do it"
                chores.keep_up_web()
                assert not check() and found("hippopotamus") == [codes[0]]
            assert outbox_state()["embedded"].waiting == 1
