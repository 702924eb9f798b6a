"""The form of a case study page."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cases.models import Topic
from cases.selectors.topics import topic_tree

REASONS = {
    "summary": _("Write two to four sentences; lists and search results show nothing else."),
    "limits": _("Say what did not work or is not known. A case without limits and failures is not published."),
    "transfer": _("Say what another city needs first. A case without transfer conditions is not published."),
    "topics": _("Choose at least one topic, else nobody finds the case."),
    "city": _("Choose the city whose practice it is."),
}


class CaseStudyPageForm(WagtailAdminPageForm):
    """Says why something is required, not only that it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "topics" in self.fields:
            self._offer_topics()
        if "slug" in self.fields:
            self.fields["slug"].required = False  # Wagtail makes one from the title
        for name, reason in REASONS.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = reason

    def _offer_topics(self) -> None:
        """The thesaurus as a tree, read in three queries whatever its size."""
        language = get_language() or settings.LANGUAGE_CODE
        ids = dict(Topic.objects.values_list("code", "pk"))
        self.fields["topics"].choices = [
            (ids[node.code], "\u2003" * node.depth + node.label(language)) for node in topic_tree().values()
        ]
