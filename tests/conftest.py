"""Fixtures of every test."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

pytest_plugins = ["tests.elasticsearch_plugin"]

STARTER = Path(__file__).resolve().parents[1] / "home" / "starter"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Puts the page tree and the thesaurus, which most tests lean on, into the database once."""
    with django_db_blocker.unblock():
        _ensure_foundation()


def _ensure_foundation() -> None:
    from cases.models import Topic
    from cases.services.import_thesaurus import import_thesaurus
    from home.services.groups import ensure_groups
    from home.services.plain_pages import ensure_plain_pages
    from home.services.site_tree import ensure_site_tree

    ensure_plain_pages(ensure_site_tree())
    ensure_groups()
    if not Topic.objects.exists():
        assert not import_thesaurus((STARTER / "thesaurus.json").read_bytes()).problems


@pytest.fixture
def foundation(db: None) -> None:
    """Page tree, groups and thesaurus, also after a test that emptied the database."""
    _ensure_foundation()


@pytest.fixture(autouse=True)
def _own_index(settings: Any, tmp_path: Path) -> None:
    """An index folder of its own for every test, and nothing remembered from another."""
    from search.answering import breaker_of
    from search.engines import _make
    from search.thesaurus import forget_thesaurus

    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    _make.cache_clear()
    breaker_of.cache_clear()
    forget_thesaurus()


@pytest.fixture(scope="session")
def starter_records() -> list[dict[str, Any]]:
    """The records of the starter collection. Copy before you change one."""
    return [json.loads(line) for line in (STARTER / "practices.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def starter(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The starter collection, published, for all tests of a module."""
    from cases.services.import_cases import ImportOptions, import_cases
    from cases.services.import_vocabulary import import_vocabulary

    with django_db_blocker.unblock(), transaction.atomic():
        _ensure_foundation()
        import_vocabulary(json.loads((STARTER / "vocabulary.json").read_text(encoding="utf-8")))
        with (STARTER / "practices.jsonl").open("rb") as file:
            import_cases(file, ImportOptions(publish=True))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def index(db: None) -> Any:
    """The embedded engine, its index built from the database as it stands."""
    from search.engines import get_engine
    from search.rebuild import rebuild

    rebuild()
    return get_engine()


def as_file(records: list[Any]) -> io.BytesIO:
    """Records (or raw lines as bytes) as a JSON Lines file."""
    lines = [item if isinstance(item, bytes) else json.dumps(item, ensure_ascii=False).encode() for item in records]
    return io.BytesIO(b"\n".join(lines) + b"\n")
