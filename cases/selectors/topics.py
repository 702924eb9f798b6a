"""Reads of the thesaurus."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, FilteredRelation, Max, Q, QuerySet

from cases.choices import LabelKind
from cases.models import City, Topic, TopicLabel, TopicRedirect
from cases.models.localized_text import resolve


@dataclass(slots=True)
class TopicNode:
    """Topic with its place in the tree, labels in memory."""

    code: str
    parent: str | None
    depth: int
    position: int
    preferred: dict[str, str]
    alternative: dict[str, list[str]]
    definition: dict[str, str]
    briefing: dict[str, str]
    deprecated: bool = False
    exact_match: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)

    def label(self, language: str) -> str:
        """Preferred label for a reader of ``language``."""
        return resolve(self.preferred, language).text or self.code

    def indented(self, language: str) -> str:
        """Label behind as many spaces as the topic is deep in the tree, for a list of choices."""
        return "\u2003" * self.depth + self.label(language)


def topic_tree() -> dict[str, TopicNode]:
    """Topics by code, broader before narrower, in their order. Two queries, of rows: labels are thousands."""
    return _tree(TopicLabel.objects.all())


def preferred_tree() -> dict[str, TopicNode]:
    """Topics by code, as in ``topic_tree``, with their preferred labels alone, a tenth of all. Two queries."""
    return _tree(TopicLabel.objects.filter(kind=LabelKind.PREFERRED))


def _tree(labels: QuerySet[TopicLabel]) -> dict[str, TopicNode]:
    columns = ("pk", "code", "parent_id", "position", "definition", "briefing", "deprecated", "exact_match")
    rows = list(Topic.objects.values_list(*columns))
    codes = {pk: code for pk, code, *_rest in rows}
    nodes = {
        code: TopicNode(code, codes[parent] if parent else None, 0, position, {}, {}, *said)
        for _pk, code, parent, position, *said in rows
    }
    for topic, kind, language, text in labels.values_list("topic_id", "kind", "language", "text"):
        node = nodes.get(codes.get(topic, ""))
        if node is None:
            continue  # added since the first query
        if kind == LabelKind.PREFERRED:
            node.preferred[language] = text
        else:
            node.alternative.setdefault(language, []).append(text)
    for node in nodes.values():
        if node.parent:
            nodes[node.parent].children.append(node.code)
    ordered: dict[str, TopicNode] = {}
    _walk([code for code, node in nodes.items() if node.parent is None], 0, nodes, ordered)
    return ordered


def topic_parents() -> dict[str, str | None]:
    """The code right above each topic; None at the top. One query."""
    return dict(Topic.objects.order_by().values_list("code", "parent__code"))


def top_topics() -> dict[str, dict[str, str]]:
    """Preferred labels by language of the topics at the top of the tree, by code in their order. One query."""
    found: dict[str, dict[str, str]] = {}
    preferred = FilteredRelation("labels", condition=Q(labels__kind=LabelKind.PREFERRED))
    rows = Topic.objects.filter(parent=None).annotate(preferred=preferred).order_by("position", "code")
    for code, language, text in rows.values_list("code", "preferred__language", "preferred__text"):
        found.setdefault(code, {})
        if language:
            found[code][language] = text
    return found


def _walk(codes: list[str], depth: int, nodes: dict[str, TopicNode], ordered: dict[str, TopicNode]) -> None:
    for code in codes:
        nodes[code].depth = depth
        ordered[code] = nodes[code]
        _walk(nodes[code].children, depth + 1, nodes, ordered)


def ancestors(code: str, tree: Mapping[str, TopicNode]) -> list[str]:
    """Codes of the topics broader than a topic, nearest first."""
    broader = []
    parent = tree[code].parent
    while parent is not None:
        broader.append(parent)
        parent = tree[parent].parent
    return broader


def descendants(code: str, tree: dict[str, TopicNode]) -> list[str]:
    """Codes of a topic and of all narrower topics, the topic itself first."""
    found = [code]
    for child in tree[code].children:
        found += descendants(child, tree)
    return found


def topic_redirects() -> dict[str, str]:
    """Codes that merges took away, each with the code that took it over. One query."""
    return dict(TopicRedirect.objects.values_list("code", "topic__code"))


def related_topics() -> dict[str, list[str]]:
    """Codes of related topics, by the code of each topic that has any, in the order of the alphabet. One query."""
    found: dict[str, list[str]] = {}
    links = Topic.related.through.objects.values_list("from_topic__code", "to_topic__code")
    for code, other in links.order_by("to_topic__code"):
        found.setdefault(code, []).append(other)
    return found


def taxonomy_version() -> str:
    """Version of topics and cities, which changes with every addition, change and deletion. Two cheap queries."""
    parts = []
    for model in (Topic, City):
        row = model.objects.aggregate(count=Count("pk"), latest=Max("updated_at"), highest=Max("pk"))
        parts.append(f"{row['count']}:{row['highest']}:{row['latest']}")
    return "|".join(parts)
