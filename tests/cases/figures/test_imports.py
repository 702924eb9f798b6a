"""Figures of public cases that come with a file: they wait for a second person, unless the file is published."""

import copy
from typing import Any

import pytest
from django.contrib.auth.models import User

from cases.models import Case, ImportedItem, ImportRun, ProposedFigures
from cases.selectors.figures import open_proposal
from cases.services.imports.cases import ImportOptions, ImportReport, import_cases
from cases.services.imports.journal import Journal
from cases.services.imports.permits import Permits
from cases.services.imports.undo import undo
from tests.conftest import as_file

from .writing import approve, propose, public_value

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def record(starter_records: list[dict[str, Any]]) -> dict[str, Any]:
    told = [found for found in starter_records if found.get("indicators") and found["indicators"][0]["measurements"]]
    return copy.deepcopy(told[0])


def send(record: dict[str, Any], user: User | None, *, publish: bool = False, journal: Any = None) -> ImportReport:
    permits = Permits(user, publish=publish) if user else None
    return import_cases(as_file([record]), ImportOptions(publish=publish), journal=journal, permits=permits)


def test_figures_of_a_file_wait_and_a_second_import_knows_them(
    public_case: Case, record: dict[str, Any], people: dict[str, User]
) -> None:
    before = public_value(public_case)
    record["indicators"][0]["measurements"][0]["value"] = 77
    assert send(record, people["editor"]).counts == {"updated": 1}
    proposal = open_proposal(public_case)
    assert proposal is not None and public_value(public_case) == before
    assert [user.username for user in proposal.writers.all()] == ["mina"]
    assert send(record, people["editor"]).counts == {"unchanged": 1}
    approve(public_case, people["publisher"])
    assert public_value(public_case) == "77"
    assert send(record, people["editor"]).counts == {"unchanged": 1}


def test_a_proposal_is_an_edit_that_an_import_leaves_alone(
    public_case: Case, record: dict[str, Any], people: dict[str, User]
) -> None:
    propose(public_case, people["editor"], "55")
    record["indicators"][0]["measurements"][0]["value"] = 77
    assert send(record, people["publisher"]).counts == {"kept": 1}
    assert open_proposal(public_case).figures[0]["measurements"][0]["value"] == "55"  # type: ignore[union-attr]


def test_who_publishes_without_approval_replaces_them_at_once(
    public_case: Case, record: dict[str, Any], people: dict[str, User]
) -> None:
    record["indicators"][0]["measurements"][0]["value"] = 77
    assert send(record, people["superuser"], publish=True).counts == {"updated": 1}
    assert public_value(public_case) == "77" and not ProposedFigures.objects.exists()


def test_figures_that_no_reader_knows_change_at_once(
    draft_case: Case, record: dict[str, Any], people: dict[str, User]
) -> None:
    record["indicators"][0]["measurements"][0]["value"] = 77
    assert send(record, people["editor"]).counts == {"updated": 1}
    assert public_value(draft_case) == "77" and not ProposedFigures.objects.exists()


def test_an_undo_takes_the_proposal_of_its_import_back(
    public_case: Case, record: dict[str, Any], people: dict[str, User]
) -> None:
    before = public_value(public_case)
    run = ImportRun.objects.create(user=people["superuser"], file_name="a.jsonl", state="done")
    record["indicators"][0]["measurements"][0]["value"] = 77
    send(record, people["editor"], journal=Journal(run))
    noted = ImportedItem.objects.get().before
    assert noted is not None and noted["proposed"] is None
    assert undo(run, people["superuser"]) == {"undone": 1}
    assert open_proposal(public_case) is None and public_value(public_case) == before
