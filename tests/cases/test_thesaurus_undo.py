"""An import of topics is undone as far as nobody needs it, and the address that a topic came from goes out again."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from rdflib import Graph
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import URIRef
from wagtail.models import ModelLogEntry

from cases.models import CaseStudyPage, ConceptScheme, ThesaurusImport, Topic, TopicLabel, TopicRedirect
from cases.permissions import Role
from cases.records.skos.writing import write_skos
from cases.selectors.concept_record import thesaurus_file
from cases.services.imports.cases import ImportOptions, import_cases
from cases.services.imports.thesaurus import import_thesaurus
from cases.services.imports.thesaurus_journal import ThesaurusJournal, stored_concepts
from cases.services.imports.undo_thesaurus import last_import, undo_plan, undo_thesaurus
from cases.services.merge_topics import merge_topics
from tests.cases.roles import browser_of, person
from tests.conftest import as_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix : <http://vocab.example/> .
:scheme a skos:ConceptScheme ; dct:title "Other thesaurus"@en .
"""
PARK = ':zeta-parks a skos:Concept ; skos:prefLabel "Zeta parks"@en ; skos:exactMatch <https://third.example/p9> .'
BENCH = ':zeta-seats a skos:Concept ; skos:prefLabel "Zeta seats"@en ; skos:broader :zeta-parks .'
CHANGED = ':waste a skos:Concept ; skos:notation "waste" ; skos:prefLabel "Rubbish of others"@en .'


def taken(turtle: str, **options: Any) -> ThesaurusImport:
    journal = ThesaurusJournal(None, "other.ttl")
    report = import_thesaurus((HEAD + turtle).encode(), force=True, journal=journal, **options)
    assert not report.problems, report.problems
    return journal.run


def test_an_import_is_undone_to_the_last_letter() -> None:
    before, scheme = stored_concepts(), ConceptScheme.objects.get().description
    run = taken(f"{PARK} {BENCH} {CHANGED} :old owl:deprecated true ; dct:isReplacedBy :zeta-parks .")
    assert stored_concepts() != before and TopicRedirect.objects.filter(code="old").exists()
    plan = undo_thesaurus(run, None)
    assert (plan.delete, plan.restore, plan.left) == ({"zeta-parks", "zeta-seats"}, {"waste"}, {})
    assert stored_concepts() == before and ConceptScheme.objects.get().description == scheme
    assert not TopicRedirect.objects.filter(code="old").exists()
    with pytest.raises(ValidationError):
        undo_thesaurus(run, None)
    assert taken(f"{PARK} {BENCH} {CHANGED}").counts == {"created": 2, "updated": 1}, "it can come in again"


def test_what_somebody_needs_since_is_left_alone(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    third = ':shade a skos:Concept ; skos:prefLabel "Shade in streets"@en .'
    run = taken(f"{PARK} {BENCH} {CHANGED} {third}")
    CaseStudyPage.objects.first().topics.through.objects.create(
        casestudypage=CaseStudyPage.objects.first(), topic=Topic.objects.get(code="zeta-seats")
    )
    edited = Topic.objects.get(code="waste")
    edited.definition = {"en": "By a person."}
    edited.save()
    plan = undo_thesaurus(run, None)
    assert plan.left == {"zeta-seats": "used", "zeta-parks": "above", "waste": "edited"} and plan.delete == {"shade"}
    assert Topic.objects.get(code="zeta-seats").parent == Topic.objects.get(code="zeta-parks")
    assert Topic.objects.get(code="waste").definition == {"en": "By a person."}


def test_a_draft_that_has_a_topic_keeps_it(starter_records: list[dict[str, Any]]) -> None:
    import_cases(as_file(starter_records[:1]), ImportOptions(publish=True))
    run = taken(PARK)
    page = CaseStudyPage.objects.first()
    page.topics.set([Topic.objects.get(code="zeta-parks")])
    page.save_revision(clean=False)
    assert undo_plan(run).left == {"zeta-parks": "used"}


def test_a_label_that_another_topic_took_keeps_the_changed_topic_as_it_is() -> None:
    run = taken(CHANGED)
    label = TopicLabel.objects.filter(topic__code="cycling", language="en", kind="alternative").first()
    assert label is not None
    old = run.before["waste"]["concept"]["prefLabel"]["en"]
    label.text, label.claim = old, "wastemanagement"
    label.save()
    plan = undo_plan(run)
    assert plan.left == {"waste": "label"} and plan.does_nothing


def test_imports_are_undone_from_the_last_to_the_first() -> None:
    first, second = taken(PARK), taken(BENCH.replace(" ; skos:broader :zeta-parks", ""))
    with pytest.raises(ValidationError):
        undo_thesaurus(first, None)
    undo_thesaurus(second, None)
    assert last_import() == first
    undo_thesaurus(first, None)
    assert last_import() is None


def test_a_topic_that_lies_under_one_of_the_import_keeps_that() -> None:
    run = taken(PARK)
    Topic.objects.filter(code="cycling").update(parent=Topic.objects.get(code="zeta-parks"))
    assert undo_plan(run).left == {"zeta-parks": "above"}


def test_the_address_of_a_concept_is_kept_and_goes_out_as_exact_match() -> None:
    taken(f"{PARK} {BENCH}")
    assert Topic.objects.get(code="zeta-parks").exact_match == [
        "http://vocab.example/zeta-parks",
        "https://third.example/p9",
    ]
    assert ConceptScheme.objects.get().description["source"] == "http://vocab.example/scheme"
    for kind in ("turtle", "xml"):
        content = write_skos(thesaurus_file(), "https://cities.example", kind)
        graph = Graph().parse(data=content, format=kind)
        matches = set(graph.objects(URIRef("https://cities.example/topics/zeta-parks"), SKOS.exactMatch))
        assert matches == {URIRef("http://vocab.example/zeta-parks"), URIRef("https://third.example/p9")}
        scheme = URIRef("https://cities.example/topics/")
        assert graph.value(scheme, DCTERMS.source) == URIRef("http://vocab.example/scheme")
        again = import_thesaurus(content)
        assert "http://vocab.example/zeta-parks" in Topic.objects.get(code="zeta-parks").exact_match
        assert again.counts["created"] == 0 and not again.problems


def test_a_topic_that_a_concept_is_gets_its_address_and_a_merge_carries_it() -> None:
    taken(PARK.replace("Zeta parks", "Zeta cycling"), same={"zeta-parks": "cycling"})
    cycling = Topic.objects.get(code="cycling")
    assert "http://vocab.example/zeta-parks" in cycling.exact_match
    target = Topic.objects.get(code="waste")
    merge_topics(cycling, target)
    target.refresh_from_db()
    assert "http://vocab.example/zeta-parks" in target.exact_match


def test_the_screen_says_what_an_undo_does_and_does_it() -> None:
    keeper = person(Role.TAXONOMY_KEEPER)
    client = browser_of(keeper)
    upload = SimpleUploadedFile("other <b>.ttl", (HEAD + PARK + BENCH).encode())
    token = client.post(reverse("topic:import"), {"file": upload}).context["token"]
    assert client.post(reverse("topic:import"), {"token": token}).status_code == 302
    run = ThesaurusImport.objects.get()
    assert (run.file_name, run.user) == ("other <b>.ttl", keeper)
    listed = client.get(reverse("topic:import")).content.decode()
    url = reverse("topic:import_undo", args=[run.pk])
    assert f'href="{url}"' in listed and "other &lt;b&gt;.ttl" in listed
    asked = client.get(url).content.decode()
    assert "2 topics that it made are deleted" in asked and Topic.objects.filter(code="zeta-parks").exists()
    assert client.post(url).status_code == 302 and not Topic.objects.filter(code="zeta-parks").exists()
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {"cases.import", "cases.import_undone"} <= actions
    assert client.post(url).status_code == 302, "it is undone already"
    assert browser_of(person(Role.EDITOR)).post(url).status_code in (302, 403)
    assert Client().post(url).status_code == 302 and User.objects.count() == 2
