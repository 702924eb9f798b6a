"""Measurements in Prometheus's format: requests by django-prometheus, searches, lag of indexes, pages and mails."""

import os
from collections.abc import Iterable, Iterator

from django.db import DatabaseError
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric

from cases.messages.selectors.coming_in import incoming_state
from cases.messages.selectors.waiting import mail_state
from home.selectors.heartbeat import seconds_silent
from home.selectors.schedule import lateness
from search.sync.lag import outbox_state

OUTBOX = {
    "waiting": "Changes that an index has yet to learn of",
    "parked": "Documents given up after many failures",
    "oldest_seconds": "How long the oldest change that waits has done so",
}


MAILS = {
    "waiting": "Mails whose time has come and that are not sent",
    "oldest_seconds": "How long the oldest of them has waited",
    "later": "Mails and messages that are held for a later time",
    "failed": "Messages of the last day that were given up",
    "bounced": "Messages that came back within the last day",
    "stopped": "Addresses to which nothing is sent, since mail to them came back",
}


class LagCollector:
    """Collector of numbers from the database, which every process of a site would answer alike."""

    def collect(self) -> Iterable[Metric]:
        """Gauges read now; none while the database does not answer."""
        try:
            return [*_outbox(), _silence(), *_schedule(), *_mails(), *_incoming()]
        except DatabaseError:
            return []


def _outbox() -> Iterator[Metric]:
    states = outbox_state()
    for name, meaning in OUTBOX.items():
        family = GaugeMetricFamily(f"search_outbox_{name}", meaning, labels=["engine"])
        for engine, state in states.items():
            family.add_metric([engine], getattr(state, name))
        yield family
    meaning = "1 while an index has a fault, which readyz names"
    faulty = GaugeMetricFamily("search_index_faulty", meaning, labels=["engine"])
    for engine, state in states.items():
        faulty.add_metric([engine], float(state.fault is not None))
    yield faulty


def _silence() -> Metric:
    family = GaugeMetricFamily(
        "heartbeat_age_seconds", "Since the last sign of life of a kind of process", labels=["kind"]
    )
    for kind, seconds in seconds_silent().items():
        family.add_metric([kind], seconds)
    return family


def _schedule() -> Iterator[Metric]:
    state = lateness()
    late = "Pages whose planned time to appear or to be withdrawn passed minutes ago"
    yield GaugeMetricFamily("scheduled_pages_late", late, state.late)
    oldest = "How long the oldest page whose planned time has come waits"
    yield GaugeMetricFamily("scheduled_pages_oldest_seconds", oldest, state.oldest_seconds)


def _mails() -> Iterator[Metric]:
    state = mail_state()
    for name, meaning in MAILS.items():
        yield GaugeMetricFamily(f"messages_{name}", meaning, getattr(state, name))


def _incoming() -> Iterator[Metric]:
    state = incoming_state()
    waiting = "Mails that came in and wait for a decision"
    yield GaugeMetricFamily("incoming_mail_waiting", waiting, state.waiting)
    yield GaugeMetricFamily(
        "incoming_mail_oldest_seconds", "How long the oldest of them has waited", state.oldest_seconds
    )
    if state.unread_seconds is not None:
        unread = "Since the mailbox of answers was last read"
        yield GaugeMetricFamily("incoming_mail_mailbox_unread_seconds", unread, state.unread_seconds)


def exposition() -> tuple[bytes, str]:
    """Measurements and their content type; of all web processes where there are several (``gunicorn_config``)."""
    lag = CollectorRegistry()
    lag.register(LagCollector())
    registry: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry) + generate_latest(lag), CONTENT_TYPE_LATEST
