"""Choice of topics on a case: the tree, without deprecated topics."""

from typing import Any

from django.conf import settings
from django.forms import CheckboxSelectMultiple
from django.utils.translation import get_language

from cases.models import Topic
from cases.selectors.topics import topic_tree


class TopicSelect(CheckboxSelectMultiple):
    """Check boxes of topics in the order and depth of the tree. A deprecated topic is offered only while it is chosen.

    ``left_out``: code of a topic that is not offered.
    """

    left_out = ""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        """Options of the current tree, of which Django makes groups."""
        language = get_language() or settings.LANGUAGE_CODE
        ids = dict(Topic.objects.values_list("code", "pk"))
        self.choices = [
            (ids[node.code], "\u2003" * node.depth + node.label(language))
            for node in topic_tree().values()
            if node.code != self.left_out and (not node.deprecated or str(ids[node.code]) in value)
        ]
        return super().optgroups(name, value, attrs)
