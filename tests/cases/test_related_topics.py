"""Topics beside each other: both ways, never one above the other (SKOS S27), shown to readers unless deprecated."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases.models import Topic
from cases.permissions import Role
from cases.selectors.concept_record import thesaurus_file
from cases.selectors.topics import related_topics
from cases.services.imports.thesaurus import import_thesaurus
from cases.services.merge_topics import merge_topics
from cases.services.topics import deprecate_topic, save_topic
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def topic(code: str) -> Topic:
    return Topic.objects.get(code=code)


def send(of: Topic, parent: Topic | None = None, *related: Topic) -> dict[str, Any]:
    """What the form of a topic says when a keeper sends it like this."""
    client = browser_of(User.objects.filter(username="keeper").first() or person(Role.TAXONOMY_KEEPER, "keeper"))
    labels = {f"preferred_{language}": text for language, text in of.preferred_labels().items()}
    above = parent.pk if parent else ""
    sent = {"code": of.code, "parent": above, "related": [other.pk for other in related], **labels}
    response = client.post(f"/admin/topic/edit/{of.pk}/", sent)
    return response.context["form"].errors if response.status_code == 200 else {}


def test_it_is_said_at_either_and_true_of_both() -> None:
    recycling, cycling = topic("recycling"), topic("cycling")
    assert send(recycling, recycling.parent, cycling) == {}
    assert related_topics() == {"recycling": ["cycling"], "cycling": ["recycling"]}
    assert list(cycling.related.all()) == [recycling]
    assert send(cycling, cycling.parent) == {}
    assert related_topics() == {}


def test_what_is_above_or_below_is_refused_at_the_field() -> None:
    waste, recycling = topic("waste"), topic("recycling")
    assert recycling.parent == waste
    for one, other in ((recycling, waste), (waste, recycling), (waste, waste)):
        errors = send(one, one.parent, other)
        assert list(errors) == ["related"] and other.label("en") in errors["related"][0]
    # Moved below what it is to be related to, in one sending.
    assert list(send(recycling, topic("mobility"), topic("mobility"))) == ["related"]
    assert related_topics() == {}


def test_a_move_that_would_put_one_above_the_other_is_refused_too() -> None:
    waste, recycling, mobility = topic("waste"), topic("recycling"), topic("mobility")
    recycling.related.add(mobility)
    errors = send(waste, mobility)
    assert list(errors) == ["parent"]
    assert all(each.label("en") in errors["parent"][0] for each in (recycling, mobility))


def test_a_merge_takes_relations_along_and_leaves_none_above_another() -> None:
    waste, recycling, organic = topic("waste"), topic("recycling"), topic("organic-waste")
    glass = save_topic(Topic(code="glass", parent=recycling), {"en": "Glass banks"}, {})
    recycling.related.add(organic, topic("cycling"))
    glass.related.add(organic, topic("water"))  # glass comes to lie below organic waste
    merge_topics(recycling, organic)
    assert related_topics() == {
        "organic-waste": ["cycling"], "cycling": ["organic-waste"], "glass": ["water"], "water": ["glass"],
    }  # fmt: skip
    assert waste.related.count() == 0


@pytest.mark.parametrize(("language", "heading"), [("fa", "موضوع‌های مرتبط"), ("en", "See also"), ("ar", "انظر أيضاً")])
def test_readers_see_them_unless_they_are_deprecated(language: str, heading: str) -> None:
    recycling, cycling = topic("recycling"), topic("cycling")
    recycling.related.add(cycling)
    shown = Client().get(f"/{language}/topics/recycling/").content.decode()
    assert heading in shown and cycling.label(language) in shown
    deprecate_topic(cycling, deprecated=True)
    shown = Client().get(f"/{language}/topics/recycling/").content.decode()
    assert heading not in shown and cycling.label(language) not in shown
    assert heading in Client().get(f"/{language}/topics/cycling/").content.decode()


def test_a_file_cannot_bring_it_about_with_a_topic_that_is_kept() -> None:
    """Somebody moved the other here, below the one that the file relates it to."""
    file = thesaurus_file().model_dump(mode="json")
    cycling = topic("cycling")
    cycling.parent = topic("recycling")
    save_topic(cycling, cycling.preferred_labels(), {})
    for concept in file["concepts"]:
        if concept["code"] == "recycling":
            concept["related"] = ["cycling"]
    report = import_thesaurus(json.dumps(file).encode())
    assert "cycling" in report.kept and any("S27" in problem for problem in report.problems)
    assert related_topics() == {}
