"""Columns that several reports on cases have."""

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from cases.selectors.languages import language_name
from cases.selectors.localized_format import active_language
from cases.selectors.localized_format import listed as listed
from cases.selectors.page_status import statuses_for
from cases.viewsets.columns import CodeColumn, DayColumn, TextColumn

from .page import TickColumn, TitleCell


class StateColumn(Column):
    """Column of the states of pages, in words."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "value": statuses_for(parent_context.get("request")).of(instance)}

    def get_value(self, instance: Any) -> str:
        return ""


TITLE = TitleCell("title", label=gettext_lazy("Title"), sort_key="title")
CODE = CodeColumn("code", label=gettext_lazy("Code"), accessor="case.code", sort_key="case__code")
CITY = TextColumn("city", label=gettext_lazy("City"), accessor=lambda page: page.city.name(active_language()))
LANGUAGE = Column(
    "language",
    label=gettext_lazy("Language"),
    accessor=lambda page: language_name(page.locale.language_code, active_language()),
)
STATE = StateColumn("state", label=gettext_lazy("State"))
UPDATED = DayColumn(
    "updated",
    label=gettext_lazy("Last changed"),
    accessor=lambda page: page.latest_revision_created_at or page.first_published_at,
    sort_key="latest_revision_created_at",
)
CONFIRM_BY = DayColumn(
    "confirm_by",
    label=gettext_lazy("To be confirmed by"),
    accessor="case.confirm_by",
    sort_key="case__confirm_by",
)
TICK = TickColumn("tick")
