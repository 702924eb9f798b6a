"""A case with a longer account, a picture and a document; and folders of its own for their files."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from cases.models import Case, CaseStudyPage
from cases.services.imports.cases import import_cases
from tests.conftest import as_file

from .illustrating import PUBLISH, account, document, photograph, picture


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.IMPORT_DIR = tmp_path / "imports"


@pytest.fixture
def record(starter_records: list[dict[str, Any]]) -> dict[str, Any]:
    return copy.deepcopy(starter_records[0])


@pytest.fixture
def illustrated(record: dict[str, Any]) -> Case:
    import_cases(as_file([record]), PUBLISH)
    image, file = picture(photograph("teal")), document()
    page = CaseStudyPage.objects.get(locale__language_code="en")
    page.body = account(image.pk, file.pk)
    value = {"image": image.pk, "alt": "", "decorative": True, "caption": ""}
    page.gallery = json.dumps([{"type": "picture", "value": value, "id": "g"}])
    page.save_revision().publish()
    return Case.objects.get()


@pytest.fixture
def user() -> Iterator[User]:
    yield User.objects.create_superuser("root", password="x")
