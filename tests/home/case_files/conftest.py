"""A disk of its own for every test: files of cases are kept there."""

from pathlib import Path
from typing import Any

import pytest

from cases.models import CaseStudyPage


@pytest.fixture(autouse=True)
def _own_disk(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.CASE_FILE_SECONDS = 60.0  # a machine of tests is busy


@pytest.fixture
def page(starter: None, db: None) -> CaseStudyPage:
    """The English page of a case with figures and a cost."""
    found: CaseStudyPage = CaseStudyPage.objects.get(case__code="SEO-0001", locale__language_code="en")
    return found
