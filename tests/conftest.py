"""Fixtures of every test."""

import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import TransactionTestCase

from cases.messages.services import waking

from .databases import Databases
from .filling import STARTER, build_index, ensure_foundation, fill_with_starter, forget_everything

pytest_plugins = ["tests.elasticsearch_plugin"]


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, django_test_environment: None) -> Databases:
    """The databases of this worker."""
    worker = getattr(request.config, "workerinput", {"testrunuid": uuid4().hex, "workerid": "main"})
    return Databases(worker["testrunuid"], worker["workerid"])


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases, django_db_blocker: Any) -> Iterator[None]:
    """A database with the page tree and the thesaurus, which most tests lean on."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        databases.prepare(ensure_foundation)
        # Django would leave an empty database after a test that commits; here the next one finds the foundation.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: databases.restore())
        yield
        databases.drop_own()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What the workers copied their databases from goes when all of them have ended."""
    if not hasattr(session.config, "workerinput"):
        Databases("", "").drop_patterns()


@pytest.fixture
def foundation(db: None) -> None:
    """Page tree, groups and thesaurus, with which every database of the tests begins."""


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index and a journal of its own for every test, and nothing remembered from another, nor counted at a door.

    A test that makes this process one of the web has its mails sent by a thread, but not those of the tests after it.
    """
    monkeypatch.setattr(waking, "_listeners", [])
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.MAIL_JOURNAL = tmp_path / "mail-journal" / "accepted"
    cache.clear()
    forget_everything()


@pytest.fixture(scope="session")
def starter_records() -> list[dict[str, Any]]:
    """The records of the starter collection. Copy before you change one."""
    return [json.loads(line) for line in (STARTER / "practices.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def first_edition() -> list[dict[str, Any]]:
    """Records of the first edition of the format, one of them without Arabic prose. Copy before you change one."""
    lines = Path(__file__).with_name("first_edition.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def starter(django_db_setup: None, databases: Databases, django_db_blocker: Any) -> Iterator[None]:
    """The starter collection, published, for all tests of a module."""
    fill = partial(fill_with_starter, databases.starter_index)
    with django_db_blocker.unblock(), databases.starter(fill), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def index(db: None, databases: Databases) -> Any:
    """The embedded engine, its index built from the database as it stands."""
    return build_index(databases.starter_index)


def as_file(records: list[Any]) -> io.BytesIO:
    """Records (or raw lines as bytes) as a JSON Lines file."""
    lines = [item if isinstance(item, bytes) else json.dumps(item, ensure_ascii=False).encode() for item in records]
    return io.BytesIO(b"\n".join(lines) + b"\n")
