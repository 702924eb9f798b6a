"""The thesaurus as SKOS: what goes out comes back, and what SKOS forbids is refused with its reason."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from rdflib import Graph
from rdflib.namespace import SKOS

from cases.models import Topic, TopicLabel, TopicRedirect
from cases.records.skos.reading import ThesaurusError, read_skos
from cases.records.skos.writing import write_skos
from cases.selectors.concept_record import thesaurus_file
from cases.services.imports.thesaurus import import_thesaurus
from cases.services.merge_topics import merge_topics
from cases.services.topics import deprecate_topic

pytestmark = pytest.mark.django_db

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <http://example.org/> .
"""


def empty() -> None:
    TopicLabel.objects.all().delete()
    Topic.objects.update(parent=None)
    Topic.objects.all().delete()


def plain(file: Any) -> list[dict[str, Any]]:
    """Concepts with what RDF does not order in an order."""
    concepts = file.model_dump(mode="json")["concepts"]
    for concept in concepts:
        preferred = concept["prefLabel"]
        concept["altLabel"] = {
            code: sorted(set(texts) - {preferred.get(code)}) for code, texts in concept["altLabel"].items()
        }
        concept["altLabel"] = {code: texts for code, texts in concept["altLabel"].items() if texts}
    return concepts  # type: ignore[no-any-return]


@pytest.mark.usefixtures("foundation")
@pytest.mark.parametrize("kind", ["turtle", "xml"])
def test_what_is_written_is_read_back(kind: str) -> None:
    deprecate_topic(Topic.objects.get(code="recycling"), deprecated=True)
    file = thesaurus_file()
    content = write_skos(file, "https://example.org", kind)
    notes: list[str] = []
    again = read_skos(content, notes)
    assert plain(again) == plain(file) and not notes
    assert sum(concept.deprecated for concept in again.concepts) == 1
    assert import_thesaurus(content).counts["created"] == 0
    empty()
    report = import_thesaurus(content)
    assert report.counts == {"created": 194} and not report.problems
    assert plain(thesaurus_file()) == plain(file)
    assert Topic.objects.get(code="recycling").deprecated


@pytest.mark.usefixtures("foundation")
@pytest.mark.parametrize("kind", ["turtle", "xml", "json"])
def test_relations_and_merged_codes_come_back(kind: str) -> None:
    recycling, cycling = Topic.objects.get(code="recycling"), Topic.objects.get(code="cycling")
    reuse = Topic.objects.create(code="reuse-shops")
    reuse.related.add(recycling, cycling)
    TopicLabel.objects.create(topic=reuse, language="en", kind="preferred", text="Zeta one", claim="zetaone")
    gone = Topic.objects.create(code="scrap")
    gone.related.add(recycling)
    TopicLabel.objects.create(topic=gone, language="en", kind="preferred", text="Zeta two", claim="zetatwo")
    merge_topics(gone, reuse)
    file = thesaurus_file()
    assert file.merged == {"scrap": "reuse-shops"}
    content = (
        json.dumps(file.model_dump(mode="json")).encode() if kind == "json" else write_skos(file, "https://a.b", kind)
    )
    empty()
    report = import_thesaurus(content)
    assert report.counts == {"created": 195} and not report.problems and not report.notes
    again = thesaurus_file()
    assert plain(again) == plain(file) and again.merged == file.merged
    assert {concept.code: concept.related for concept in again.concepts if concept.related} == {
        "reuse-shops": ["cycling", "recycling"], "recycling": ["reuse-shops"], "cycling": ["reuse-shops"],
    }  # fmt: skip
    assert import_thesaurus(content).counts == {"unchanged": 195}
    assert TopicRedirect.objects.count() == 1


def test_what_replaces_each_other_in_a_circle_is_no_merge() -> None:
    content = (
        HEAD
        + """@prefix dct: <http://purl.org/dc/terms/> .
        :a a skos:Concept; skos:prefLabel "A"@en .
        :b owl:deprecated true; dct:isReplacedBy :c . :c owl:deprecated true; dct:isReplacedBy :a .
        :x owl:deprecated true; dct:isReplacedBy :y . :y owl:deprecated true; dct:isReplacedBy :x .
        :z owl:deprecated true; dct:isReplacedBy <http://elsewhere.example/z> ."""
    )
    assert read_skos(content.encode(), []).merged == {"b": "a", "c": "a"}


@pytest.mark.parametrize("related", ["a", "b", "c", "nowhere"])
def test_our_own_file_keeps_to_s27_too(related: str) -> None:
    concepts = [
        {"code": code, "broader": above, "prefLabel": {"en": code}, "altLabel": {}, "definition": {},
         "related": [related] if code == "c" else []}
        for code, above in (("a", None), ("b", "a"), ("c", "b"))
    ]  # fmt: skip
    report = import_thesaurus(json.dumps({"scheme": {}, "concepts": concepts}).encode())
    assert any(("unknown" if related == "nowhere" else "S27") in problem for problem in report.problems)


@pytest.mark.usefixtures("foundation")
def test_what_is_written_is_skos() -> None:
    graph = Graph().parse(data=write_skos(thesaurus_file(), "https://example.org/", "turtle"), format="turtle")
    concepts = set(graph.subjects(SKOS.prefLabel))
    assert len(concepts) == 194 and all(str(c).startswith("https://example.org/topics/") for c in concepts)
    for concept in concepts:
        labels = [(label, label.language) for label in graph.objects(concept, SKOS.prefLabel)]  # type: ignore[attr-defined]
        assert len({language for _text, language in labels}) == len(labels)
        assert not {label for label, _language in labels} & set(graph.objects(concept, SKOS.altLabel))
    assert set(graph.subject_objects(SKOS.broader)) == {(b, a) for a, b in graph.subject_objects(SKOS.narrower)}


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        (':a a skos:Concept; skos:prefLabel "Park"@en; skos:altLabel "Park"@en .', "S13"),
        (':a a skos:Concept; skos:prefLabel "P"@en; skos:altLabel "Q"@en; skos:hiddenLabel "Q"@en .', "S13"),
        (':a a skos:Concept; skos:prefLabel "Park"@en, "Garden"@en .', "S14"),
        (':a a skos:Concept; skos:prefLabel "A"@en . :b a skos:Concept; skos:prefLabel "B"@en; skos:broader :c .'
         ':c a skos:Concept; skos:prefLabel "C"@en; skos:broader :a . :b skos:related :a .', "S27"),
        (':a a skos:Concept; skos:prefLabel "A"@en; skos:broader :b; skos:related :b . '
         ':b a skos:Concept; skos:prefLabel "B"@en .', "S27"),
        (':a a skos:Concept; skos:prefLabel "A"@en; skos:broader :b . :b a skos:Concept; skos:prefLabel "B"@en; '
         'skos:broader :a .', "itself"),
        (':a a skos:Concept; skos:prefLabel "A"@fr .', "prefLabel"),
        (':a a skos:Concept; skos:prefLabel "A"@en . :b a skos:Concept; skos:prefLabel "a"@en .', "already a label"),
        (':پارک a skos:Concept; skos:prefLabel "A"@en .', "no code"),
        ("", "no skos:Concept"),
        (":a a skos:Concept; skos:prefLabel", "not Turtle"),
    ],
)  # fmt: skip
def test_what_is_forbidden_is_refused_with_its_reason(turtle: str, reason: str) -> None:
    report = import_thesaurus((HEAD + turtle).encode())
    assert any(reason in problem for problem in report.problems), report.problems
    assert not Topic.objects.filter(code__in=["a", "b", "c"]).exists()
    for language in ("fa", "ar"):
        with override(language):
            assert [problem.localized for problem in report.problems if problem.localized == str(problem)] == []  # type: ignore[attr-defined]


def test_other_peoples_skos_is_taken_as_far_as_it_goes() -> None:
    content = (HEAD + """
        :t1 a skos:Concept; skos:prefLabel "Lift"@en-GB, "Ascenseur"@fr; skos:hiddenLabel "lfit"@en; skos:related :t2 .
        :t2 a skos:Concept; skos:notation "Urban Parks"; skos:prefLabel "Parks"@EN; skos:narrower :t1 ;
            owl:deprecated true .
        :t3 a skos:Concept; skos:prefLabel "Roads"@en; skos:related :t2 .
    """).replace("skos:related :t2 .\n        :t2", ".\n        :t2")  # fmt: skip
    notes: list[str] = []
    file = read_skos(content.encode(), notes)
    found = {concept.code: concept for concept in file.concepts}
    assert found["t1"].broader == "urban-parks" and found["t1"].prefLabel == {"en": "Lift"}
    assert found["t1"].altLabel == {"en": ["lfit"]} and found["urban-parks"].deprecated
    assert len(notes) == 1 and "fr" in notes[0]
    assert found["t3"].related == ["urban-parks"] and found["urban-parks"].related == ["t3"]


RDF = b"""<?xml version="1.0"?>%b
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="http://example.org/a"><skos:prefLabel xml:lang="en">%b</skos:prefLabel></skos:Concept>
</rdf:RDF>"""


@pytest.mark.parametrize(
    "content",
    [
        RDF % (b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', b"&f;"),
        RDF % (b'<!DOCTYPE x [<!ENTITY f SYSTEM "http://127.0.0.1:1/">]>', b"&f;"),
        RDF % (b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>', b"&b;"),
        RDF % (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">', b"&f;"),
        RDF.replace(b"</rdf:RDF>", b"") % (b"", b"x"),
        b"<?xml version='1.0'?><html/>",
    ],
    ids=["file", "http", "laughs", "dtd", "cut", "html"],
)
def test_hostile_xml_is_refused(content: bytes) -> None:
    with pytest.raises(ThesaurusError) as caught:
        read_skos(content, [])
    assert "root:" not in str(caught.value)
    assert read_skos(RDF % (b"", b"Park"), []).concepts[0].prefLabel == {"en": "Park"}


@pytest.mark.usefixtures("foundation")
@pytest.mark.parametrize("suffix", ["json", "ttl", "rdf"])
def test_the_commands_know_every_format(tmp_path: Path, suffix: str, capsys: Any) -> None:
    path = tmp_path / f"topics.{suffix}"
    call_command("export_thesaurus", path)
    call_command("import_thesaurus", path)
    assert "0 created" in capsys.readouterr().out
    (tmp_path / "bad.ttl").write_text("this is not turtle")
    with pytest.raises(CommandError):
        call_command("import_thesaurus", tmp_path / "bad.ttl")


@pytest.mark.usefixtures("foundation")
def test_json_says_deprecated_only_where_it_is(tmp_path: Path) -> None:
    deprecate_topic(Topic.objects.get(code="recycling"), deprecated=True)
    call_command("export_thesaurus", tmp_path / "x.json")
    concepts = json.loads((tmp_path / "x.json").read_text())["concepts"]
    assert [c["code"] for c in concepts if "deprecated" in c] == ["recycling"]
