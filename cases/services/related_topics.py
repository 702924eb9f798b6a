"""Related topics (skos:related), which are never broader or narrower than each other (SKOS S27) after any change."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import Topic

K = TypeVar("K")
Pair = tuple[int, int]
Parents = Mapping[int, int | None]


def misplaced_relations(parents: Parents | None = None) -> list[Pair]:
    """Keys of related topics of which one is broader than the other. ``parents``: another tree than the stored one."""
    tree = _parents() if parents is None else parents
    return [pair for pair in _pairs() if _one_is_above(pair, tree)]


def part_misplaced() -> None:
    """Parts related topics of which one is broader than the other. For a merge, which nobody can correct halfway."""
    for one, other in misplaced_relations():
        Topic.related.through.objects.filter(from_topic=one, to_topic=other).delete()


def relation_errors(topic: Topic, related: Collection[Topic] | None) -> dict[str, list[str]]:
    """Errors by field of a topic under ``topic.parent`` with these related topics; None: with those it has.

    ``related`` where the topic is broader or narrower than a related one; ``parent`` where a narrower topic of it would
    get a related topic as a broader one.
    """
    own = topic.pk or 0
    tree = {**_parents(), own: topic.parent_id}
    errors: dict[str, list[str]] = {}
    if related is not None:
        wrong = [str(other) for other in related if other.pk == own or _one_is_above((own, other.pk), tree)]
        if wrong:
            message = _("Related topics lie neither above nor below it (SKOS S27): %(topics)s")
            errors["related"] = [message % {"topics": pgettext("between words", ", ").join(wrong)}]
    if topic.pk is not None:
        pairs = [pair for pair in misplaced_relations(tree) if related is None or own not in pair]
        if pairs:
            one, other = (Topic.objects.get(pk=pk) for pk in pairs[0])
            message = _("“%(one)s” and “%(other)s” are related, and one would lie above the other (SKOS S27).")
            errors["parent"] = [message % {"one": one, "other": other}]
    return errors


def _parents() -> dict[int, int | None]:
    return dict(Topic.objects.values_list("pk", "parent_id"))


def _pairs() -> Iterable[Pair]:
    return Topic.related.through.objects.order_by("pk").values_list("from_topic_id", "to_topic_id")


def _one_is_above(pair: Pair, parents: Parents) -> bool:
    one, other = pair
    return one in broader_of(other, parents) or other in broader_of(one, parents)


def broader_of(lowest: K, parents: Mapping[K, K | None]) -> set[K]:
    """Keys of all topics broader than a topic of a tree, which may be no tree: a circle is gone round once."""
    found: set[K] = set()
    parent = parents.get(lowest)
    while parent is not None and parent not in found:
        found.add(parent)
        parent = parents.get(parent)
    return found
