"""What probes and Prometheus are told, and who is told it."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client import REGISTRY

from home.models import Heartbeat
from home.selectors.heartbeat import seconds_silent
from home.services.heartbeat import beat, beating, end
from knowledgebase.readiness import LONGEST_SILENCE, forget_readiness
from search.engines import get_engine
from search.models import OutboxEntry, RefusedDocument
from search.sync import background
from search.sync.log import begin_anew
from tests.filling import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _look_anew() -> Iterator[None]:
    forget_readiness()
    yield
    forget_readiness()


def ready() -> tuple[int, dict[str, Any]]:
    forget_readiness()
    response = Client().get("/readyz")
    return response.status_code, json.loads(response.content)


def test_alive_is_said_without_the_database() -> None:
    with CaptureQueriesContext(connection) as queries:
        response = Client().get("/healthz", headers={"host": "10.1.2.3:8000"})
    assert response.status_code == 200 and response.json() == {"status": "ok"} and len(queries) == 0
    assert response["Cache-Control"] == "no-store"


def test_a_probe_is_not_sent_to_https_nor_asked_for_its_host(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["practice.example"]
    for path in ("/healthz", "/readyz"):
        response = Client().get(path, headers={"host": "10.1.2.3"})
        assert response.status_code in (200, 503) and response["Content-Type"] == "application/json"
    assert Client().get("/fa/", headers={"host": "practice.example"}).status_code == 301


def test_ready_when_everything_is(index: Any) -> None:
    beat("web")
    status, state = ready()
    assert status == 200 and state["status"] == "ok"
    assert {name: check["status"] for name, check in state["checks"].items()} == dict.fromkeys(
        ["database", "engine", "outbox", "worker", "schedule", "mail", "incoming_mail"], "ok"
    )
    assert state["checks"]["engine"] == {"status": "ok", "engine": "embedded", "documents": 0}


def test_asking_often_costs_nothing(index: Any) -> None:
    ready()
    with CaptureQueriesContext(connection) as queries:
        for _turn in range(20):
            Client().get("/readyz")
    assert len(queries) == 0


def test_not_ready_without_an_engine(settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = settings.SEARCH_INDEX_DIR / "not" / "there"
    status, state = ready()
    fault = "There is no index yet. It is built by itself; manage.py search_rebuild builds it at once."
    failed = {"status": "failed", "reason": "EngineUnavailable", "fault": fault}
    assert (status, state["checks"]["engine"]) == (503, failed)
    assert str(settings.SEARCH_INDEX_DIR) not in json.dumps(state)


def test_not_ready_without_the_database(index: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: Any, **options: Any) -> Any:
        raise OSError("password authentication failed for user secret")

    monkeypatch.setattr(connection, "cursor", refused)
    status, state = ready()
    assert (status, state["checks"]) == (503, {"database": {"status": "failed", "reason": "OSError"}})


def refuse(index: str, **values: Any) -> None:
    now = timezone.now()
    RefusedDocument.objects.create(index=index, code="THR-0001", engine="embedded", next_attempt_at=now, **values)


def own_index() -> str:
    position = get_engine().position()
    assert position is not None
    return position.index


def test_a_document_that_was_given_up_is_told_and_keeps_nobody_away(index: Any) -> None:
    refuse(own_index(), parked_at=timezone.now())
    status, state = ready()
    outbox = state["checks"]["outbox"]
    assert (status, state["status"], outbox["status"]) == (200, "degraded", "degraded")
    assert outbox["engines"]["embedded"]["parked"] == 1


def test_a_change_that_waits_for_long_is_told(index: Any) -> None:
    entry = OutboxEntry.objects.create(code="THR-0001")
    assert ready()[1]["checks"]["outbox"]["status"] == "ok"
    OutboxEntry.objects.filter(pk=entry.pk).update(created_at=timezone.now() - timedelta(hours=1))
    status, state = ready()
    assert (status, state["checks"]["outbox"]["status"]) == (200, "degraded")
    assert state["checks"]["outbox"]["engines"]["embedded"]["oldest_seconds"] >= 3600


def test_a_node_that_missed_changes_says_so_and_what_another_refused_is_not_its_own(index: Any) -> None:
    refuse("generation-0123456789ab", parked_at=timezone.now())
    assert ready()[1]["checks"]["outbox"]["status"] == "ok"
    begin_anew()
    status, state = ready()
    outbox = state["checks"]["outbox"]
    assert (status, outbox["status"], outbox["engines"]["embedded"]["rebuilds"]) == (200, "degraded", True)


def test_a_silent_worker_is_told(index: Any, settings: Any) -> None:
    settings.SEARCH_DRAIN = "worker"
    beat("web")
    assert ready()[1]["checks"]["worker"] == {"status": "degraded", "kind": "worker", "seconds": None}
    beat("worker")
    assert ready()[1]["checks"]["worker"]["status"] == "ok"
    Heartbeat.objects.filter(kind="worker").update(seen_at=timezone.now() - timedelta(minutes=2))
    assert ready()[1]["checks"]["worker"] == {"status": "degraded", "kind": "worker", "seconds": 120}


def test_a_heart_beats_and_forgets_hosts_that_are_gone() -> None:
    Heartbeat.objects.create(kind="web", host="gone", seen_at=timezone.now() - timedelta(days=2))
    beat("web")
    first = Heartbeat.objects.get().seen_at
    beat("web")
    assert Heartbeat.objects.get().seen_at > first
    beat("web", process="another here")
    assert Heartbeat.objects.count() == 2, "each process has its own"


ANYBODY: dict[str, str] = {}
TOKEN = {"authorization": "Bearer open-sesame"}


@pytest.mark.parametrize(
    ("allowed", "headers", "status"),
    [
        ({}, TOKEN, 404),
        ({"METRICS_TOKEN": "open-sesame"}, ANYBODY, 404),
        ({"METRICS_TOKEN": "open-sesame"}, {"authorization": "Bearer open"}, 404),
        ({"METRICS_TOKEN": "open-sesame"}, {"authorization": "Bearer é"}, 404),
        ({"METRICS_TOKEN": "open-sesame"}, TOKEN, 200),
        ({"METRICS_ALLOW": ["127.0.0.0/8"]}, ANYBODY, 200),
        ({"METRICS_ALLOW": ["10.0.0.0/8"]}, ANYBODY, 404),
        ({"METRICS_ALLOW": ["127.0.0.0/8"]}, {"x-forwarded-for": "127.0.0.1"}, 404),
    ],
)
def test_who_may_read_measurements(
    settings: Any, allowed: dict[str, Any], headers: dict[str, str], status: int
) -> None:
    for name, value in allowed.items():
        setattr(settings, name, value)
    assert Client().get("/metrics", headers=headers).status_code == status


def test_measurements_say_how_far_the_index_lags(settings: Any) -> None:
    settings.METRICS_TOKEN = "open-sesame"
    OutboxEntry.objects.create(code="THR-0001")
    beat("web")
    text = Client().get("/metrics", headers=TOKEN).content.decode()
    assert 'search_outbox_waiting{engine="embedded"} 1.0' in text
    assert 'search_outbox_parked{engine="embedded"} 0.0' in text
    assert 'heartbeat_age_seconds{kind="web"}' in text


def test_searches_are_measured_by_engine_and_outcome(settings: Any, index: Any) -> None:
    def count(outcome: str) -> float:
        labels = {"engine": "embedded", "outcome": outcome}
        return REGISTRY.get_sample_value("search_seconds_count", labels) or 0.0

    settings.METRICS_TOKEN = "open-sesame"
    nothing, failed = count("nothing"), count("failed")
    Client().get("/api/v1/search", {"q": "hippopotamus", "lang": "en"})
    settings.SEARCH_INDEX_DIR = settings.SEARCH_INDEX_DIR / "gone"
    forget_everything()
    Client().get("/api/v1/search", {"q": "hippopotamus", "lang": "en"})
    assert (count("nothing"), count("failed")) == (nothing + 1, failed + 1)
    assert b'search_seconds_bucket{engine="embedded"' in Client().get("/metrics", headers=TOKEN).content


@pytest.mark.django_db(transaction=True)
def test_a_worker_beats_as_long_as_it_works() -> None:
    with beating("worker"):
        for _turn in range(100):
            if Heartbeat.objects.filter(kind="worker").exists():
                break
            time.sleep(0.1)
        assert "heartbeat" in {thread.name for thread in threading.enumerate()}
    assert Heartbeat.objects.filter(kind="worker").exists()
    end("worker")
    assert seconds_silent()["worker"] < 60, "when it was last seen stays known"
    assert "heartbeat" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize("kind", ["web", "worker"])
def test_nobody_is_missed_by_a_process_that_is_starting(
    index: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Nor is a silence excused for longer than one that counts."""
    settings.SEARCH_DRAIN = "worker" if kind == "worker" else "inline"
    Heartbeat.objects.create(kind=kind, host="gone", seen_at=timezone.now() - timedelta(hours=1))
    thread = background._Worker()
    monkeypatch.setattr(background, "_worker", thread)
    assert ready()[1]["checks"]["worker"] == {"status": "ok", "starting": True, "kind": kind, "seconds": 3600}
    assert ready()[1]["status"] == "ok"
    thread.began -= LONGEST_SILENCE + 1
    assert ready()[1]["checks"]["worker"] == {"status": "degraded", "kind": kind, "seconds": 3600}
