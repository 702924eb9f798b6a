"""Reads the thesaurus back as records of the exchange format."""

from cases.models import ConceptScheme
from cases.records.concept import ConceptRecord, ThesaurusFile

from .topics import TopicNode, related_topics, topic_redirects, topic_tree


def concept_record(node: TopicNode, related: list[str]) -> ConceptRecord:
    """Concept record of a topic. ``related``: codes of its related topics."""
    return ConceptRecord(
        code=node.code,
        broader=node.parent,
        prefLabel=node.preferred,
        altLabel=node.alternative,
        definition=node.definition,
        briefing=node.briefing,
        related=related,
        deprecated=node.deprecated,
        exactMatch=sorted(node.exact_match),
    )


def thesaurus_file() -> ThesaurusFile:
    """Thesaurus as a file, in the order it is kept in."""
    tree = topic_tree()
    scheme = ConceptScheme.objects.first()
    description = dict(scheme.description) if scheme else {"id": "thesaurus"}
    description["topConcepts"] = [node.code for node in by_position(tree) if node.parent is None]
    related = related_topics()
    concepts = [concept_record(node, related.get(node.code, [])) for node in by_position(tree)]
    return ThesaurusFile(scheme=description, concepts=concepts, merged=topic_redirects())


def by_position(tree: dict[str, TopicNode]) -> list[TopicNode]:
    """Topics in the order of the file they came from, which need not be that of the tree."""
    return sorted(tree.values(), key=lambda node: (node.position, node.code))
