"""The thesaurus: import, export, and what it refuses."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from cases.models import Topic, TopicLabel
from cases.services.imports.thesaurus import import_thesaurus
from cases.services.topics import save_topic
from tests.conftest import STARTER

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("foundation")
def test_export_is_the_file_that_was_imported(tmp_path: Any) -> None:
    call_command("export_thesaurus", tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text()) == json.loads((STARTER / "thesaurus.json").read_text())
    assert import_thesaurus((tmp_path / "out.json").read_bytes()).counts == {"unchanged": 194}
    call_command("export_thesaurus", tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "out.json").read_bytes()


@pytest.mark.usefixtures("foundation")
def test_a_label_claimed_twice_is_refused_at_its_field() -> None:
    with pytest.raises(ValidationError) as caught:
        save_topic(Topic(code="rubbish"), {"en": "Rubbish bins", "fa": "زباله‌"}, {"en": ["GARBAGE"]})
    assert set(caught.value.message_dict) == {"preferred_fa", "alternative_en"}
    assert "waste" in caught.value.message_dict["alternative_en"][0]


@pytest.mark.usefixtures("foundation")
def test_a_cycle_is_refused() -> None:
    top = Topic.objects.get(code="waste")
    top.parent = Topic.objects.get(code="construction-waste")
    with pytest.raises(ValidationError) as caught:
        save_topic(top, {"en": "Waste management"}, {})
    assert set(caught.value.message_dict) == {"parent"}


@pytest.mark.usefixtures("foundation")
def test_a_used_code_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        save_topic(Topic(code="waste"), {"en": "Something else"}, {})
    assert set(caught.value.message_dict) == {"code"}


def concept(code: str, broader: str | None = None, label: str | None = None) -> dict[str, Any]:
    return {
        "code": code,
        "broader": broader,
        "prefLabel": {"en": label or code},
        "altLabel": {},
        "definition": {},
    }


@pytest.mark.parametrize(
    ("concepts", "reason"),
    [
        ([concept("a", "b"), concept("b", "a")], "lies under itself"),
        ([concept("a", "nowhere")], "unknown concept"),
        ([concept("a"), concept("a")], "the same code 2 times"),
        ([concept("a", label="Park"), concept("b", label="park")], "already a label of a"),
    ],
)
def test_a_bad_thesaurus_is_refused_whole(concepts: list[dict[str, Any]], reason: str) -> None:
    TopicLabel.objects.all().delete()
    Topic.objects.update(parent=None)
    Topic.objects.all().delete()
    report = import_thesaurus(json.dumps({"scheme": {}, "concepts": [*concepts, concept("good")]}).encode())
    assert any(reason in problem for problem in report.problems)
    assert not Topic.objects.exists() and not TopicLabel.objects.exists()
