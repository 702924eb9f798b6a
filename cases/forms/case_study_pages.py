"""Form of a case study page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.base import BlockField

from cases.selectors.localized_format import moment
from cases.selectors.newer_version import NewerVersion, newer_version

REASONS = {
    "summary": _("Write two to four sentences; lists and search results show nothing else."),
    "limits": _("Say what did not work or is not known. A case without limits and failures is not published."),
    "transfer": _("Say what another city needs first. A case without transfer conditions is not published."),
    "topics": _("Choose at least one topic, else nobody finds the case."),
    "city": _("Choose the city whose practice it is."),
}


class CaseStudyPageForm(WagtailAdminPageForm):
    """Form of a case study page, which gives reasons for required fields and overwrites no newer version.

    Wagtail asks before that by script only. Here a save without a script is refused, with everything that was typed,
    until the writer presses ``save_over`` for the version shown (``dialog``: Wagtail's own question was answered).
    """

    newer: NewerVersion | None = None  # what would be lost

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

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        loaded_id, loaded_at = (self.data.get(f"loaded_revision_{name}", "") for name in ("id", "created_at"))
        newer = newer_version(self.instance, loaded_id, loaded_at, self.for_user)
        if newer is not None and self.data.get("save_over") not in (str(newer.revision_id), "dialog"):
            self.newer = newer
            raise ValidationError(self._message(newer), code="newer_version")
        return cleaned

    @staticmethod
    def _message(newer: NewerVersion) -> str:
        values = {"author": newer.author, "when": moment(newer.created_at)}
        if newer.author:
            text = _(
                "Not saved: %(author)s saved this page after you opened it (%(when)s). What you wrote is kept below."
            )
        else:
            text = _("Not saved: facts of this page came from another language after you opened it (%(when)s). "
                     "What you wrote is kept below.")  # fmt: skip
        return str(text % values)
