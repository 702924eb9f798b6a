"""Columns of lists in the admin: dates, numbers and texts as the reader writes them."""

from typing import Any

from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """Column of dates in the calendar and digits of the reader."""

    cell_template_name = "cases/admin/day_cell.html"


class MomentColumn(Column):
    """Column of dates with their time of day, in the calendar and digits of the reader."""

    cell_template_name = "cases/admin/moment_cell.html"


class NumberColumn(Column):
    """Column of numbers in the digits of the reader."""

    cell_template_name = "cases/admin/number_cell.html"


class CodeColumn(Column):
    """Column of codes, left to right and in one piece."""

    cell_template_name = "cases/admin/code_cell.html"


class AddressColumn(Column):
    """Column of addresses, as links where they may be followed."""

    cell_template_name = "cases/admin/address_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "is_link": str(context["value"]).startswith(("http://", "https://"))}


class TextColumn(Column):
    """Column of texts by people, apart from the direction of the text around them."""

    cell_template_name = "cases/admin/text_cell.html"
