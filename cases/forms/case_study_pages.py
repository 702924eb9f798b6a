"""The form of a case study page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

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
        if "slug" in self.fields:
            self.fields["slug"].required = False  # Wagtail makes one from the title
        for name, reason in REASONS.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = reason
