"""Panel of a case's form that is shown only where a save was refused."""

from typing import Any

from wagtail.admin.panels import HelpPanel


class NewerVersionPanel(HelpPanel):
    """Panel that says who saved the page meanwhile, and what can be done."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Panel bound to the form of one page."""

        def is_shown(self) -> Any:
            return getattr(self.form, "newer", None)
