"""Fixtures of the tests of figures."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from cases.models import Case
from cases.permissions import Role
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.roles import person
from tests.conftest import as_file


@pytest.fixture
def people(foundation: None) -> dict[str, User]:
    """People of the roles that have to do with figures."""
    return {
        "editor": person(Role.EDITOR, "mina"),
        "publisher": person(Role.PUBLISHER, "sam"),
        "other": person(Role.ADMINISTRATOR, "omid"),
        "author": person(Role.AUTHOR, "ava"),
        "keeper": person(Role.TAXONOMY_KEEPER, "kaveh"),
        "superuser": person(Role.SUPERUSER, "root"),
    }


def _imported(records: list[dict[str, Any]], *, publish: bool) -> Case:
    told = [record for record in records if record.get("indicators") and record["indicators"][0]["measurements"]][:1]
    import_cases(as_file(told), ImportOptions(publish=publish))
    found: Case = Case.objects.get()
    return found


@pytest.fixture
def public_case(foundation: None, starter_records: list[dict[str, Any]]) -> Case:
    """A case with figures that readers know."""
    return _imported(starter_records, publish=True)


@pytest.fixture
def draft_case(foundation: None, starter_records: list[dict[str, Any]]) -> Case:
    """A case with figures that no reader knows."""
    return _imported(starter_records, publish=False)
