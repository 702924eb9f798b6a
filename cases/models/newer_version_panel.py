"""The panel of a case's form that stands there only where a save was refused."""

from typing import Any

from wagtail.admin.panels import HelpPanel


class NewerVersionPanel(HelpPanel):
    """Says who saved meanwhile, and what can be done."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Of one form."""

        def is_shown(self) -> Any:
            return getattr(self.form, "newer", None)
