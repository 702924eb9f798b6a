"""Form of a page that is not saved over a newer version unawares."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cases.selectors.localized_format import moment
from cases.selectors.newer_version import NewerVersion, newer_version


class GuardedPageForm(WagtailAdminPageForm):
    """Form that overwrites no newer version.

    Wagtail asks before that by script only. Here a save without a script is refused, with everything that was typed,
    until the writer presses ``save_over`` for the version shown (``dialog``: Wagtail's own question was answered).
    """

    newer: NewerVersion | None = None  # what would be lost

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
