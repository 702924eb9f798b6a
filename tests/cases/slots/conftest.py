"""Fixtures: a published case in all languages, templates of a room."""

from pathlib import Path
from typing import Any

import pytest

from cases.models import Case, CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file


@pytest.fixture(autouse=True)
def _templates_of_a_room(settings: Any) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]


@pytest.fixture
def case(foundation: None, starter_records: list[dict[str, Any]]) -> Case:
    """A case that is public in Persian, English and Arabic."""
    record = next(record for record in starter_records if record["id"] == "amman-bus-rapid-transit")
    import_cases(as_file([record]), ImportOptions(publish=True))
    return Case.objects.get()


@pytest.fixture
def pages(case: Case) -> dict[str, CaseStudyPage]:
    """Its pages by language."""
    return {page.locale.language_code: page for page in CaseStudyPage.objects.select_related("locale", "city")}
