"""Form of a case study page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks.base import BlockField

from .kept_drafts import KeptDraftForm

REASONS = {
    "summary": _("Write two to four sentences; lists and search results show nothing else."),
    "limits": _("Say what did not work or is not known. A case without limits and failures is not published."),
    "transfer": _("Say what another city needs first. A case without transfer conditions is not published."),
    "topics": _("Choose at least one topic, else nobody finds the case."),
    "city": _("Choose the city whose practice it is."),
}


class CaseStudyPageForm(KeptDraftForm):
    """Form of a case study page, which gives reasons for required fields and overwrites no newer version."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # Wagtail makes one from the title
        if self.is_bound:
            self._keep_streams_that_were_not_sent()
        for name, reason in REASONS.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = reason

    def _keep_streams_that_were_not_sent(self) -> None:
        """Keeps streams that a browser without a script has no inputs for, which Wagtail takes for a broken request."""
        for name, field in self.fields.items():
            if isinstance(field, BlockField) and f"{self.add_prefix(name)}-count" not in self.data:
                kept = getattr(self.instance, name)
                field.widget.value_from_datadict = lambda *_sent, kept=kept: kept
