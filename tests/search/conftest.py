"""A few cases with an index of them, made once for all tests of a module."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.conftest import as_file


@pytest.fixture(scope="module")
def built(
    django_db_setup: None,
    django_db_blocker: Any,
    starter_records: list[dict[str, Any]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """Three cases in the database, and the folder of an index of them, as a machine keeps it."""
    from cases.services.imports.cases import ImportOptions, import_cases
    from search.engines.embedded.engine import EmbeddedEngine
    from search.sync.rebuild import rebuild

    folder = tmp_path_factory.mktemp("index")
    with django_db_blocker.unblock(), transaction.atomic():
        import_cases(as_file(starter_records[:3]), ImportOptions(publish=True))
        with override_settings(SEARCH_INDEX_DIR=folder):
            rebuild(EmbeddedEngine())
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def codes(db: None, built: Path, settings: Any) -> list[str]:
    """Codes of the three cases, for one test, which may change them and the index."""
    from cases.models import Case

    shutil.copytree(built, settings.SEARCH_INDEX_DIR)
    connection.run_on_commit.clear()
    return list(Case.objects.order_by("code").values_list("code", flat=True))
