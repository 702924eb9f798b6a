"""A published case that is written in one language only."""

from typing import Any

import pytest

from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from tests.cases.translating import only_in, page_in
from tests.conftest import as_file


@pytest.fixture(params=["fa", "en", "ar"])
def source(request: Any, foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    """A published case that is written in one language only."""
    return _only_in(request.param, starter_records)


@pytest.fixture
def persian(foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    return _only_in("fa", starter_records)


def _only_in(language: str, records: list[dict[str, Any]]) -> CaseStudyPage:
    import_cases(as_file([only_in(language, record) for record in records[:1]]), ImportOptions(publish=True))
    for page in CaseStudyPage.objects.exclude(locale__language_code=language):
        page.delete()
    return page_in(language)
