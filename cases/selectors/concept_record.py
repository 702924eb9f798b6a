"""Reads the thesaurus back as records of the exchange format."""

from cases.models import ConceptScheme
from cases.records.concept import ConceptRecord, ThesaurusFile

from .topics import TopicNode, topic_tree


def concept_record(node: TopicNode) -> ConceptRecord:
    """One topic as a concept."""
    return ConceptRecord(
        code=node.code,
        broader=node.parent,
        prefLabel=node.preferred,
        altLabel=node.alternative,
        definition=node.definition,
        deprecated=node.retired,
    )


def thesaurus_file() -> ThesaurusFile:
    """The whole thesaurus, in the order it is kept in."""
    tree = topic_tree()
    scheme = ConceptScheme.objects.first()
    description = dict(scheme.description) if scheme else {"id": "thesaurus"}
    description["topConcepts"] = [node.code for node in by_position(tree) if node.parent is None]
    return ThesaurusFile(scheme=description, concepts=[concept_record(node) for node in by_position(tree)])


def by_position(tree: dict[str, TopicNode]) -> list[TopicNode]:
    """Topics in the order of the file they came from, which need not be that of the tree."""
    return sorted(tree.values(), key=lambda node: (node.position, node.code))
