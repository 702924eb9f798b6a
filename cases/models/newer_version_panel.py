"""Panel of a case's form that is shown only where a save was refused."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel


class NewerVersionPanel(HelpPanel):
    """Panel that says who saved the page meanwhile, and what can be done."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Panel bound to the form of one page."""

        def is_shown(self) -> Any:
            return getattr(self.form, "newer", None)


def newer_version_panel() -> NewerVersionPanel:
    """Panel of any page whose form is a ``GuardedPageForm``."""
    return NewerVersionPanel(
        template="cases/panels/newer_version.html", heading=_("Somebody else saved this page meanwhile")
    )
