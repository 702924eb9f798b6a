"""The desk: the admin's first page, with the sections that rooms add for whoever is logged in."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cases.slots import DESK, ShownSection


class DeskPanel(Component):
    """Section of a room as a panel of Wagtail's home."""

    template_name = "cases/admin/desk_section.html"

    def __init__(self, section: ShownSection) -> None:
        self.section = section
        self.name, self.order = section.anchor, section.order

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"section": self.section}


def add_desk_sections(request: HttpRequest, panels: list[Component]) -> None:
    """Puts the sections among Wagtail's panels, by their order (Wagtail's are 210 to 300)."""
    panels += [DeskPanel(section) for section in DESK.shown(request.user, request)]
