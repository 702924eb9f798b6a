"""Forms of the core that rooms add to. Rooms are asked when Wagtail binds a form: their models are loaded by then."""

from typing import Any

from wagtail.admin.panels import ObjectList, TabbedInterface

from cases.slots import CASE_PAGE_TAB, CASE_PANEL, registered_panels


class CasePageTabs(TabbedInterface):
    """Tabs of a case study page: the core's, then those of rooms."""

    def on_model_bound(self) -> None:
        self.children: list[Any] = [*self.children, *registered_panels(CASE_PAGE_TAB)]
        super().on_model_bound()

    class BoundPanel(TabbedInterface.BoundPanel):
        """Tabs of the form of one page, with what a reviewer said of it above them."""

        template_name = "cases/panels/case_tabs.html"


class CasePanels(ObjectList):
    """Panels of a case's living data: the core's, then those of rooms."""

    def on_model_bound(self) -> None:
        self.children: list[Any] = [*self.children, *registered_panels(CASE_PANEL)]
        super().on_model_bound()
