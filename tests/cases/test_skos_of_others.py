"""Thesauri of others: nothing is taken for something else, and nothing is left out in silence."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from cases.models import Topic
from cases.records.skos.names import code_of
from cases.records.skos.reading import read_skos
from cases.selectors.topics import topic_tree
from cases.services.imports.thesaurus import ThesaurusReport, import_thesaurus
from tests.cases.test_skos import empty

pytestmark = pytest.mark.django_db

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix : <http://vocab.example/> .
"""
FIRST = ':t1-1 a skos:Concept ; skos:notation "1.1" ; skos:prefLabel "First of the first field"@en .'
ELEVENTH = ':g11 a skos:Concept ; skos:notation "11" ; skos:prefLabel "Eleventh field"@en .'


@pytest.fixture(autouse=True)
def _no_topics(db: None) -> None:
    empty()


def taken(turtle: str) -> ThesaurusReport:
    return import_thesaurus((HEAD + turtle).encode())


def read(turtle: str) -> tuple[dict[str, Any], list[str]]:
    notes: list[str] = []
    file = read_skos((HEAD + turtle).encode(), notes)
    return {concept.code: concept for concept in file.concepts}, notes


@pytest.mark.parametrize(
    ("notation", "code"),
    [("1.1", "1-1"), ("11", "11"), ("1/1.2", "1-1-2"), ("۱٫۱", "1-1"), ("Urban Parks", "urban-parks"),
     ("urban_parks", "urban-parks"), ("Women's parks", "womens-parks"), ("A-1.", "a-1"), ("پارک", "")],
)  # fmt: skip
def test_separators_of_a_notation_part_its_code(notation: str, code: str) -> None:
    assert code_of(notation) == code


def test_numbered_topics_are_two_in_one_file_and_in_two() -> None:
    report = taken(f'{FIRST} {ELEVENTH} :g1 a skos:Concept ; skos:notation "1" ; skos:prefLabel "First field"@en .')
    assert not report.problems and report.counts == {"created": 3}
    empty()
    assert taken(FIRST).counts == {"created": 1} and taken(ELEVENTH).counts == {"created": 1}
    names = {code: node.preferred["en"] for code, node in topic_tree().items()}
    assert names == {"1-1": "First of the first field", "11": "Eleventh field"}


def test_notations_that_differ_in_separators_alone_are_refused_by_name() -> None:
    report = taken(FIRST + ':other a skos:Concept ; skos:notation "1-1" ; skos:prefLabel "Other"@en .')
    (problem,) = report.problems
    assert "t1-1 “First of the first field” (1.1)" in problem and "other “Other” (1-1)" in problem
    assert not Topic.objects.exists()


def test_labels_of_regions_are_alternative_labels_of_the_language() -> None:
    found, notes = read("""
        :a a skos:Concept ; skos:prefLabel "Neighbourhood"@en, "Neighborhood"@en-US, "محله"@fa, "گذر"@fa-AF ;
            skos:altLabel "quarter"@en, "borough"@en-GB, "NEIGHBORHOOD"@en-CA .
        :b a skos:Concept ; skos:prefLabel "Lift"@en-GB .
        :c a skos:Concept ; skos:prefLabel "Pavement"@en-GB, "Sidewalk"@en-US .
        :d a skos:Concept ; skos:prefLabel "Bairro"@pt-BR, "Barrio"@en .""")
    assert found["a"].prefLabel == {"fa": "محله", "en": "Neighbourhood"}
    assert found["a"].altLabel == {"fa": ["گذر"], "en": ["quarter", "Neighborhood", "borough"]}
    assert (found["b"].prefLabel, found["b"].altLabel) == ({"en": "Lift"}, {})
    assert (found["c"].prefLabel, found["c"].altLabel) == ({"en": "Pavement"}, {"en": ["Sidewalk"]})
    assert len(notes) == 2 and "pt-br" in notes[1] + notes[0]
    assert "c “Pavement”: of several preferred labels of regions “Pavement” (en-gb) is taken." in notes
    report = taken(':a a skos:Concept ; skos:prefLabel "Neighbourhood"@en, "Neighborhood"@en-US .')
    assert report.counts == {"created": 1} and topic_tree()["a"].alternative == {"en": ["Neighborhood"]}


def test_a_label_of_a_region_that_another_concept_has_is_left_out_by_name() -> None:
    turtle = """:a a skos:Concept ; skos:prefLabel "Underground"@en, "Subway"@en-US .
        :b a skos:Concept ; skos:prefLabel "Subway"@en ."""
    report = taken(turtle)
    assert report.counts == {"created": 2} and not report.problems
    assert report.notes == ["a “Underground”: “Subway” (en-us) is left out, since it is a label of b."]


def test_what_is_left_out_is_named() -> None:
    found, notes = read("""
        :a a skos:Concept ; skos:prefLabel "Field member"@en ; skos:scopeNote "Use for fields only."@en ;
            skos:exactMatch <http://other.example/1234> ; skos:broader <http://other.example/top> ;
            skos:definition [ rdf:value "A field, defined."@en ], "Un champ."@fr ; skos:notation "1", "2" ;
            dct:creator "somebody" ; xl:altLabel :l1 .
        :b a skos:Concept ; skos:prefLabel "Other member"@en ; skos:scopeNote "x"@en ; <http://own.example/p> "y" .
        :l1 a xl:Label ; xl:literalForm "Extended"@en .
        :col a skos:Collection ; skos:prefLabel "Field collection"@en ; skos:member :a .""")
    text = "\n".join(notes)
    assert found["1"].definition == {"en": "A field, defined."}, "kept, though in a node of its own"
    assert found["1"].exactMatch == ["http://other.example/1234", "http://vocab.example/a"]
    for part in ("skos:scopeNote (2: a “Field member”)", "skosxl:altLabel (1",
                 "dcterms:creator (1", "http://own.example/p (1: b “Other member”)", "skos:notation (1",
                 "a “Field member” skos:broader http://other.example/top", "col “Field collection”"):  # fmt: skip
        assert part in text, part
    assert "Definitions and notes in these languages are left out: fr" in notes and len(notes) == 4
    for language in ("fa", "ar"):
        with override(language):
            assert [note for note in notes if note.localized == str(note)] == []  # type: ignore[attr-defined]


def test_a_text_that_is_cut_is_named() -> None:
    _found, notes = read(f':a a skos:Concept ; skos:prefLabel "A"@en ; skos:definition "{"x" * 2001}"@en .')
    assert notes == ["a “A”: a text (en) is cut after 2000 characters."]


@pytest.mark.parametrize(
    ("turtle", "parts"),
    [
        (':a a skos:Concept ; xl:prefLabel :l . :l xl:literalForm "Extended"@en .',
         ["a “Extended”", "skosxl:prefLabel"]),
        (':a a skos:Concept ; skos:prefLabel "A"@en . :b a skos:Concept ; skos:prefLabel "Champ B"@fr .',
         ["b “Champ B”", "(fr)", "fa, en, ar, tr"]),
        (':a a skos:Concept ; skos:altLabel "Only other"@en .', ["a “Only other”", "no preferred label"]),
        (f':a a skos:Concept ; skos:prefLabel "{"long " * 60}"@en .', ["a “long long", "prefLabel.en"]),
        (':a a skos:Concept ; skos:prefLabel "Park"@en ; skos:altLabel "Park"@en .', ["a “Park”: ", "S13"]),
        (':a a skos:Concept ; skos:prefLabel "Above"@en ; skos:broader :a .', ["a “Above”", "itself"]),
        (':a a skos:Concept ; skos:prefLabel "One"@en . :b a skos:Concept ; skos:prefLabel "Two"@en ; '
         'skos:altLabel "one"@en .', ["b “Two”: “one” (en) is already a label of a “One”"]),
    ],
)  # fmt: skip
def test_problems_name_the_concept_and_its_label(turtle: str, parts: list[str]) -> None:
    report = taken(turtle)
    text = "\n".join(report.problems)
    assert all(part in text for part in parts), text
    assert "concepts." not in text and not Topic.objects.exists()


def test_problems_of_our_own_format_name_them_too() -> None:
    concept = {
        "code": "parks",
        "broader": None,
        "prefLabel": {"en": "Parks"},
        "altLabel": {"en": [""]},
        "definition": {},
    }
    for concepts, part in (([concept], "parks “Parks”: altLabel.en.0: "), ([[]], "concepts.0: "), ([{}], "concepts.0")):
        report = import_thesaurus(json.dumps({"scheme": {}, "concepts": concepts}).encode())
        assert any(problem.startswith(part) for problem in report.problems), report.problems


def test_of_several_broader_concepts_the_first_is_kept_and_named() -> None:
    report = import_thesaurus(
        (
            HEAD + ':a a skos:Concept; skos:prefLabel "A"@en; skos:broader :c, :b . '
            ':b a skos:Concept; skos:prefLabel "B"@en . :c a skos:Concept; skos:prefLabel "C"@en .'
        ).encode()
    )
    assert report.problems == [] and Topic.objects.get(code="a").parent == Topic.objects.get(code="b")
    assert [str(note) for note in report.notes] == [
        "a “A” lies under several concepts (b, c); the first of them is kept."
    ]


THEIRS = (
    ':1 a skos:Concept; skos:prefLabel "Mobility"@en, "Mobilität"@de; skos:altLabel "Getting about"@en . '
    ':2 a skos:Concept; skos:prefLabel "Trams of theirs"@en; skos:broader :1; skos:related :3 . '
    ':3 a skos:Concept; skos:prefLabel "Rails of theirs"@en .'
)


@pytest.fixture
def mobility() -> Topic:
    """Topic of the site."""
    import_thesaurus((HEAD + ':mobility a skos:Concept; skos:prefLabel "Mobility"@en .').encode())
    return Topic.objects.get(code="mobility")


def test_a_concept_may_be_a_topic_that_is_here_already(mobility: Topic) -> None:
    content = (HEAD + THEIRS).encode()
    refused = import_thesaurus(content)
    assert len(refused.problems) == 1 and "already a label" in refused.problems[0]
    (likely,) = refused.likely
    assert (likely.code, likely.label, likely.topic) == ("1", "Mobility", "mobility")
    report = import_thesaurus(content, same={"1": "mobility"})
    assert report.problems == [] and report.counts["created"] == 2
    assert Topic.objects.get(code="2").parent == mobility and not Topic.objects.filter(code="1").exists()
    assert mobility.labels.filter(text="Getting about", language="en").exists()
    again = import_thesaurus(content)
    assert again.problems == [] and dict(again.counts) == {"kept": 1, "unchanged": 2}, (
        "its code leads there from now on"
    )


def test_the_admin_asks_which_concepts_are_topics_and_shows_the_tree(
    mobility: Topic, settings: Any, tmp_path: Path
) -> None:
    settings.IMPORT_DIR = tmp_path
    client = Client()
    client.force_login(User.objects.create_superuser("keeper", password="x"))
    file = SimpleUploadedFile("theirs.ttl", (HEAD + THEIRS).encode())
    page = client.post("/admin/topic/import/", {"file": file})
    assert 'value="1=mobility"' in page.content.decode()
    page = client.post("/admin/topic/import/", {"token": page.context["token"], "same": "1=mobility", "check": "1"})
    assert [(depth, label) for depth, _concept, label, _outcome in page.context["tree"]] == [
        (0, "Trams of theirs"), (0, "Rails of theirs"),
    ]  # fmt: skip
    assert not Topic.objects.filter(code="2").exists(), "a check writes nothing"
    client.post("/admin/topic/import/", {"token": page.context["token"], "same": "1=mobility"})
    assert Topic.objects.get(code="2").parent == mobility
