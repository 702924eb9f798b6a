"""Columns of lists in the admin: dates, numbers and texts as the reader writes them."""

from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """A date in the calendar and digits of the reader."""

    cell_template_name = "cases/admin/day_cell.html"


class NumberColumn(Column):
    """A number in the digits of the reader."""

    cell_template_name = "cases/admin/number_cell.html"


class TextColumn(Column):
    """Someone's text, apart from the direction of the text around it."""

    cell_template_name = "cases/admin/text_cell.html"
