"""What an import brought of accounts and pictures is taken back, and empty blocks go out."""

import copy
import json
from typing import Any

import pytest
from django.contrib.auth.models import User

from cases.models import Case, CaseStudyPage
from cases.selectors.case_record import case_record
from cases.services.imports.cases import import_cases
from cases.services.imports.runs import undo_import
from home.services.task_queue import run_jobs
from tests.cases.importing import imported
from tests.conftest import as_file

from .illustrating import PUBLISH, body_of, exported, forget_cases

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def test_an_undo_brings_them_back_and_spares_what_was_edited_since(illustrated: Case, user: User) -> None:
    records = exported()
    forget_cases()
    import_cases(as_file(records), PUBLISH)
    before = (exported(), body_of(), Case.objects.get().import_media)
    changed = copy.deepcopy(before[0])
    changed[0]["body"]["en"][2]["text"] = "Otherwise"
    changed[0]["gallery"] = {}
    run = imported(changed, user)
    assert run.result["counts"]["updated"] == 1 and body_of()[2]["value"]["text"] == "Otherwise"
    undo_import(run, user)
    run_jobs()
    assert (exported(), body_of(), Case.objects.get().import_media) == before

    run = imported(changed, user)
    page = CaseStudyPage.objects.get(locale__language_code="en")
    page.body = page.body.get_prep_value()[:1]
    page.save_revision().publish()
    undo_import(run, user)
    run_jobs()
    run.refresh_from_db()
    assert run.result["counts"] == {"edited": 1} and len(body_of()) == 1


def test_a_case_that_was_illustrated_since_its_import_is_spared_by_the_undo(record: dict[str, Any], user: User) -> None:
    run = imported([record], user)
    page = CaseStudyPage.objects.get(locale__language_code="en")
    page.body = json.dumps([{"type": "quote", "value": {"text": "x", "person": "y"}}])
    page.save_revision().publish()
    undo_import(run, user)
    run_jobs()
    run.refresh_from_db()
    assert run.result["counts"]["edited"] == 1 and len(body_of()) == 1


def test_a_draft_with_empty_blocks_can_be_taken_out(illustrated: Case) -> None:
    page = CaseStudyPage.objects.get(locale__language_code="en")
    page.body = json.dumps([
        {"type": "text", "value": ""},
        {"type": "quote", "value": {"text": "", "person": None}},
        {"type": "picture", "value": {"image": None, "alt": ""}},
        {"type": "table", "value": {"caption": "", "table": None}},
        {"type": "file", "value": {"document": 999_999}},
    ])  # fmt: skip
    page.save(clean=False)
    record = case_record(illustrated)
    assert record and record.body and [block.type for block in record.body["en"]] == [  # type: ignore[union-attr]
        "text", "quote", "picture", "table", "file",
    ]  # fmt: skip
