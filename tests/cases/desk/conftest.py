"""Fixtures of the tests of the desk."""

from typing import Any

import pytest

from cases.models import CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file


@pytest.fixture
def page(foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    """A complete case that is not published."""
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=False))
    found: CaseStudyPage = CaseStudyPage.objects.get(locale__language_code="en")
    return found
