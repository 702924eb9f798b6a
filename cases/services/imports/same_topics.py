"""Concepts of a thesaurus that are topics of the site already, under another code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.models import Topic, TopicLabel
from cases.records.concept import MOST_ADDRESSES, ConceptRecord, ThesaurusFile
from cases.selectors.topics import topic_redirects, topic_tree
from cases.services.topics import label_rows
from cases.signals import taxonomy_changed
from cases.written.letters import label_key


@dataclass(frozen=True, slots=True)
class Likeness:
    """Concept of a file, by code and label, and the topic of the site that has a label of it."""

    code: str
    label: str
    topic: str
    topic_label: str


def likenesses(concepts: Mapping[str, ConceptRecord]) -> list[Likeness]:
    """Topics of the site that may be what new concepts are: they have a label of them, and no other topic has one."""
    outside = TopicLabel.objects.exclude(topic__code__in=concepts).filter(claim__isnull=False)
    owners = {
        (label.language, label.claim): (label.topic.code, label.text) for label in outside.select_related("topic")
    }
    known = set(Topic.objects.values_list("code", flat=True))
    found = []
    for code, concept in concepts.items():
        if code in known:
            continue
        topics = {owners[key] for key in _keys(concept) if key in owners}
        if len({topic for topic, _text in topics}) == 1:
            topic, text = sorted(topics)[0]
            found.append(Likeness(code, next(iter(concept.prefLabel.values())), topic, text))
    return found


def without_same(file: ThesaurusFile, same: Mapping[str, str]) -> ThesaurusFile:
    """The file without concepts that are topics of the site, to which what led to them, or to merged ones, leads."""
    ends = {**topic_redirects(), **same}
    concepts = [_leading(concept, ends) for concept in file.concepts if concept.code not in same]
    return file.model_copy(update={"concepts": concepts, "merged": {**file.merged, **same}})


def _leading(concept: ConceptRecord, ends: Mapping[str, str]) -> ConceptRecord:
    if not ends.keys() & {concept.broader, *concept.related}:
        return concept
    broader = ends.get(concept.broader or "", concept.broader)
    related = {ends.get(other, other) for other in concept.related} - {concept.code}
    return concept.model_copy(update={"broader": broader, "related": sorted(related)})


def outside_of(file: ThesaurusFile, same: Mapping[str, str]) -> dict[str, str | None]:
    """Broader topics of those topics of the site that concepts are, and of the topics above them."""
    ends = {*topic_redirects().values(), *same.values()}
    if not ends:
        return {}
    tree, own = topic_tree(), {concept.code for concept in file.concepts}
    found: dict[str, str | None] = {}
    waiting: list[str | None] = list(ends)
    while waiting:
        code = waiting.pop()
        if code and code not in found and code in tree and code not in own:
            found[code] = tree[code].parent
            waiting.append(tree[code].parent)
    return found


def add_labels(concepts: Iterable[ConceptRecord], same: Mapping[str, str]) -> None:
    """Adds the labels of concepts to the topics that they are, where no topic has them, and their addresses."""
    taken = set(TopicLabel.objects.filter(claim__isnull=False).values_list("language", "claim"))
    topics = {topic.code: topic for topic in Topic.objects.filter(code__in=same.values())}
    for concept in concepts:
        topic = topics[same[concept.code]]
        fresh: dict[str, list[str]] = {}
        for language, text in _labels(concept):
            if (language, label_key(text)) not in taken:
                taken.add((language, label_key(text)))
                fresh.setdefault(language, []).append(text)
        addresses = sorted({*topic.exact_match, *concept.exactMatch})[:MOST_ADDRESSES]
        if addresses != sorted(topic.exact_match):
            topic.exact_match = addresses
            topic.save(update_fields=["exact_match", "updated_at"])
        if fresh:
            TopicLabel.objects.bulk_create(label_rows(topic, {}, fresh))
            taxonomy_changed.send(sender=Topic, instance=topic)


def _labels(concept: ConceptRecord) -> list[tuple[str, str]]:
    preferred = list(concept.prefLabel.items())
    return preferred + [(language, text) for language, texts in concept.altLabel.items() for text in texts]


def _keys(concept: ConceptRecord) -> list[tuple[str, str]]:
    return [(language, label_key(text)) for language, text in _labels(concept)]
