"""The desk: the admin's first page, with the texts that wait for whoever is logged in and the sections of rooms."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from cases.selectors.desk.lists import BY_NAME, SHOWN, DeskList
from cases.selectors.localized_format import number
from cases.slots import DESK, Section, ShownSection

from .admin_page import AdminPage

# Of Wagtail's panels, those that say what the lists say, without remark, city, or a bound.
DOUBLED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel, RecentEditsPanel)
A_PAGE = 50  # rows of a whole list


class DeskPanel(Component):
    """Section of a room as a panel of Wagtail's home."""

    template_name = "cases/admin/desk_section.html"

    def __init__(self, section: ShownSection) -> None:
        self.section = section
        self.name, self.order = section.anchor, section.order

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"section": self.section}


def add_desk_sections(request: HttpRequest, panels: list[Component]) -> None:
    """Puts the sections among Wagtail's panels, by their order; Wagtail's that would double them go."""
    panels[:] = [panel for panel in panels if not isinstance(panel, DOUBLED)]
    panels += [DeskPanel(section) for section in DESK.shown(request.user, request)]


def without_site_summary(request: HttpRequest, items: list[Any]) -> None:
    """Empties Wagtail's row of totals, which tells nobody what to do."""
    items.clear()


def desk_section(of: DeskList) -> Section[Any]:
    """Section of the desk for one of its lists."""
    return Section(
        anchor=of.name,
        heading=of.heading,
        template="cases/admin/desk_list.html",
        content=partial(_first_rows, of),
        order=of.order,
        most_queries=20,  # whatever the number of pages; the steps of the workflow cost two each
    )


def _first_rows(of: DeskList, user: Any, request: HttpRequest) -> dict[str, Any] | None:
    found = of.found(user)
    first = list(found[: SHOWN + 1])
    if not first and (of.nothing is None or not of.expected_by(user)):
        return None
    total = len(first) if len(first) <= SHOWN else found.count()
    return {
        "rows": of.rows(first[:SHOWN]),
        "nothing": of.nothing,
        "total": number(total),
        "has_more": total > SHOWN,
        "url": reverse("desk_list", args=[of.name]),
    }


class DeskListView(AdminPage, TemplateView):
    """Whole list of the desk, page by page."""

    template_name = "cases/admin/desk_whole_list.html"
    header_icon = "list-ul"
    trail: list[tuple[str, Any]] = []

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["name"] not in BY_NAME:
            raise Http404
        self.of = BY_NAME[kwargs["name"]]

    def get_page_title(self) -> str:
        return str(self.of.heading)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = Paginator(self.of.found(self.request.user), A_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "page_obj": page,
            "paginator": paginator,
            "rows": self.of.rows(list(page.object_list)),
            "explanation": self.of.explanation,
            "total": number(paginator.count),
            "is_paginated": page.has_other_pages(),
        }
