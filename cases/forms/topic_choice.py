"""Choice of topics on a case: the tree, without deprecated topics."""

from typing import Any

from django.conf import settings
from django.forms import CheckboxSelectMultiple
from django.utils.translation import get_language

from cases.models import Topic
from cases.selectors.topics import TopicNode, topic_tree
from cases.written.letters import label_key


class TopicSelect(CheckboxSelectMultiple):
    """Check boxes of topics in the order and depth of the tree. A deprecated topic is offered only while it is chosen.

    ``left_out``: code of a topic that is not offered.
    """

    left_out = ""
    template_name = "cases/widgets/topics.html"

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        """Options of the current tree, of which Django makes groups."""
        language = get_language() or settings.LANGUAGE_CODE
        ids = dict(Topic.objects.values_list("code", "pk"))
        nodes = {str(ids[node.code]): node for node in topic_tree().values()}
        self.choices = [
            (key, node.indented(language))
            for key, node in nodes.items()
            if node.code != self.left_out and (not node.deprecated or key in value)
        ]
        groups = super().optgroups(name, value, attrs)
        for _label, options, _index in groups:
            for option in options:
                option["attrs"]["data-names"] = _names(nodes[option["value"]])
        return groups


def _names(node: TopicNode) -> str:
    """Keys of all names of a topic, by which a script finds it."""
    texts = [*node.preferred.values(), *(text for several in node.alternative.values() for text in several)]
    return "|".join(dict.fromkeys(map(label_key, texts)))
