"""Elasticsearch is well, and what lies under the name of our index is not: said in words, no loop, another answers."""

import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.users.models import UserProfile

from knowledgebase.readiness import forget_readiness
from search.contract.faults import Kind
from search.engines import get_engine
from search.engines.elasticsearch.client import connect
from search.engines.elasticsearch.mapping import fingerprint, index_body
from search.sync.lag import outbox_state

from .site import Site, until

pytestmark = pytest.mark.django_db(transaction=True)
Fault = Callable[[Site], AbstractContextManager[None]]


def client_of(site: Site) -> Any:
    return connect(site.direct.hosts).options(request_timeout=30)


def indexes(site: Site) -> set[str]:
    """Names of all indexes that are there, whosever, but for those of tests that run beside this one."""
    names = client_of(site).indices.get(index="*", expand_wildcards="all")
    return {name for name in names if name.startswith(f"{site.direct.prefix}-") or not name.startswith("test-")}


def answering(site: Site) -> str:
    (name,) = client_of(site).indices.get_alias(name=site.direct.alias)
    return str(name)


@contextmanager
def somebody_elses_under_our_name(site: Site) -> Iterator[None]:
    client = client_of(site)
    client.indices.delete(index=answering(site))
    client.index(index=site.direct.alias, document={"order": "two chairs"}, refresh=True)
    yield
    assert client.count(index=site.direct.alias)["count"] == 1, "it was left alone"
    client.indices.delete(index=site.direct.alias)


@contextmanager
def our_name_on_somebody_elses(site: Site) -> Iterator[None]:
    client, stranger = client_of(site), f"orders-{uuid.uuid4().hex[:8]}"
    client.index(index=stranger, document={"order": "two chairs"}, refresh=True)
    _move(site, stranger)
    yield
    assert client.count(index=stranger)["count"] == 1
    client.indices.delete(index=stranger)


@contextmanager
def blocked(site: Site, block: str) -> Iterator[None]:
    client, name = client_of(site), answering(site)
    client.indices.put_settings(index=name, settings={f"index.blocks.{block}": True})
    yield
    client.indices.put_settings(index=name, settings={f"index.blocks.{block}": None})


def _move(site: Site, to: str) -> None:
    actions = [
        {"remove": {"index": answering(site), "alias": site.direct.alias}},
        {"add": {"index": to, "alias": site.direct.alias}},
    ]
    client_of(site).indices.update_aliases(actions=actions)


@contextmanager
def other_server(site: Site, name: str) -> Iterator[None]:
    site.proxy.misbehave(name)
    yield
    site.proxy.behave()


BY_HAND: dict[str, tuple[Fault, Kind, str]] = {
    "another product": (lambda site: other_server(site, "another product"), Kind.OTHER_VERSION, "another product"),
    "version 9.1": (lambda site: other_server(site, "version 9.1"), Kind.OTHER_VERSION, "9.1.0"),
    "version 8": (lambda site: other_server(site, "version 8"), Kind.OTHER_VERSION, "requests of version 9"),
    "an index of our name": (somebody_elses_under_our_name, Kind.NOT_OURS, "is not an index of this site"),
    "our alias elsewhere": (our_name_on_somebody_elses, Kind.NOT_OURS, "orders-"),
    "no writes": (lambda site: blocked(site, "write"), Kind.READ_ONLY, "index.blocks.write"),
    "disk full": (
        lambda site: blocked(site, "read_only_allow_delete"), Kind.READ_ONLY, "index.blocks.read_only_allow_delete",
    ),
}  # fmt: skip


def _sampled(names: Iterable[str], quick: Collection[str]) -> list[Any]:
    """All of them; those that are not ``quick`` only where the slow tests run."""
    return [name if name in quick else pytest.param(name, marks=pytest.mark.slow) for name in names]


@pytest.fixture
def reader_of_reports() -> Client:
    user = User.objects.create_superuser("reader", password="x")
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    return client


def ready() -> dict[str, Any]:
    forget_readiness()
    answer: dict[str, Any] = Client().get("/readyz").json()
    return answer


def checked() -> str:
    """What search_check says; it fails."""
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("search_check", repair=True, engine="elasticsearch", stdout=said, stderr=said)
    return said.getvalue()


@pytest.mark.parametrize("name", _sampled(BY_HAND, {"another product", "our alias elsewhere", "no writes"}))
def test_a_fault_that_a_person_has_to_mend(site: Site, name: str, interval: float, reader_of_reports: Client) -> None:
    fault, kind, words = BY_HAND[name]
    site.publish()
    site.recovery()
    with fault(site):
        until(site.search_quietly)
        before = indexes(site)
        site.publish()
        _seconds, notice = site.search()
        assert notice, "the embedded engine answers, with what was published meanwhile, and the page says so"
        assert Client().get("/api/v1/search?q=bus&lang=en").json()["degraded"] is True
        state = ready()
        engine = state["checks"]["engine"]
        assert state["status"] == "degraded" and engine["answered_by"] == "embedded" and words in engine["fault"]
        assert words in state["checks"]["outbox"]["engines"]["elasticsearch"]["fault"]
        assert words in checked()
        assert words in reader_of_reports.get("/admin/reports/search-outbox/").content.decode()
        found = get_engine("elasticsearch").fault()
        assert found is not None and found.kind is kind
        time.sleep(4 * interval)
        assert indexes(site) == before, "nothing is built in vain, and nothing deleted"
    assert site.recovery() <= 30
    assert site.direct.fault() is None and ready()["checks"]["engine"]["status"] == "ok"


def two_of_ours(site: Site) -> None:
    name = site.direct.new_index()
    client_of(site).indices.put_alias(index=name, name=site.direct.alias)


def fields_of_somebody(site: Site) -> None:
    """As Elasticsearch makes them up where a document comes to an index that is not there."""
    name = f"{site.direct.alias}-{uuid.uuid4().hex[:12]}"
    client_of(site).index(index=name, document={"code": "A-1", "title": "Buses"}, refresh=True)
    _move(site, name)


def _made_otherwise(site: Site, change: Callable[[dict[str, Any]], object]) -> None:
    body = index_body()
    change(body)
    assert body["mappings"]["_meta"]["fingerprint"] == fingerprint()
    name = f"{site.direct.alias}-{uuid.uuid4().hex[:12]}"
    client_of(site).indices.create(index=name, **body)
    _move(site, name)


def another_analysis(site: Site) -> None:
    """Though it says that it was made as ours are."""
    _made_otherwise(site, lambda body: body["settings"]["analysis"]["filter"]["short_enough"].update(max=20))


def another_field(site: Site) -> None:
    _made_otherwise(site, lambda body: body["mappings"]["properties"].update(city={"type": "text"}))


BY_ITSELF: dict[str, tuple[Callable[[Site], None], Kind]] = {
    "two indexes": (two_of_ours, Kind.SEVERAL),
    "fields made up": (fields_of_somebody, Kind.OTHER_FIELDS),
    "another analysis": (another_analysis, Kind.OTHER_FIELDS),
    "another field": (another_field, Kind.OTHER_FIELDS),
}


@pytest.mark.parametrize("name", _sampled(BY_ITSELF, {"fields made up"}))
def test_a_fault_that_a_new_index_mends(site: Site, name: str, interval: float) -> None:
    spoil, kind = BY_ITSELF[name]
    site.publish()
    site.recovery()
    spoil(site)
    found = site.direct.fault()
    assert found is not None and found.kind is kind
    assert site.recovery() <= 30
    assert site.direct.fault() is None and all(state.fault is None for state in outbox_state().values())
    mended = answering(site)
    time.sleep(4 * interval)
    assert answering(site) == mended, "it is built once"
