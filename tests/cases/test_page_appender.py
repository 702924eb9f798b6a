"""Pages that an import appends leave the rows that Wagtail's own ``add_child`` leaves, in every table."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from cases.models import CaseIndexPage, CaseStudyPage
from cases.services.imports import record_writer
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.imports.page_appender import PageAppender
from tests.conftest import as_file

pytestmark = pytest.mark.django_db

PUBLISH = ImportOptions(publish=True)
Rows = dict[str, list[str]]
EXPECTED = {
    "wagtailcore.Page", "cases.CaseStudyPage", "wagtailcore.PageLogEntry", "wagtailcore.ReferenceIndex",
}  # fmt: skip


class AddsChildren(PageAppender):
    """Wagtail's way, a page at a time."""

    def append(self, parent: CaseIndexPage, page: CaseStudyPage) -> None:
        CaseIndexPage.objects.get(pk=parent.pk).add_child(instance=page)

    def finish(self) -> None:
        """Nothing is left to do."""


def rows() -> Rows:
    """Every row of every table, without its number and with moments and random keys told apart from nothing else."""

    def shown(value: Any) -> Any:
        return type(value).__name__ if isinstance(value, UUID) or is_new(value) else value

    found: Rows = {}
    for model in apps.get_models():
        values = model._base_manager.values()
        lines = [{name: shown(value) for name, value in row.items() if name != "id"} for row in values]
        found[model._meta.label] = sorted(map(repr, lines))
    return found


def is_new(value: Any) -> bool:
    return isinstance(value, datetime) and (timezone.now() - value).total_seconds() < 3600


def written(write: Callable[[], object]) -> Rows:
    """The rows after ``write``, which is undone; numbers are given out as if nothing had been written before."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
    with transaction.atomic():
        write()
        found = rows()
        transaction.set_rollback(True)
    return found


def test_every_row_is_as_add_child_writes_it(
    starter_records: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        assert import_cases(as_file(starter_records[:3]), PUBLISH).counts == {"created": 3}

    before, appended = rows(), written(write)
    monkeypatch.setattr(record_writer, "PageAppender", AddsChildren)
    added = written(write)
    assert {table for table in added if added[table] != before[table]} >= EXPECTED
    assert [table for table in added if appended[table] != added[table]] == []
    assert appended == added
