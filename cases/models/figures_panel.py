"""Panel of a case's form with the figures of the case."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

FIELD = "figures"


class FiguresPanel(HelpPanel):
    """Panel with the grid of ``forms.figures``, which is no field of the page; of a public case with its series."""

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": [FIELD]}

    class BoundPanel(HelpPanel.BoundPanel):
        """Panel bound to the form of one page."""

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            form, user = self.form, self.request.user
            context["grid"] = form[FIELD] if form is not None and FIELD in form.fields else None
            context["may_change_cases"] = user.has_perm("cases.change_case")
            return context


def figures_panel() -> FiguresPanel:
    """Panel for below the results."""
    return FiguresPanel(template="cases/panels/figures.html", heading=_("Facts and figures"))
