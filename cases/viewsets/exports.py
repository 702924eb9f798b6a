"""Exports of reports as a reader's own spreadsheet shows them: local time, both calendars, the reader's direction."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from persiantools.jdatetime import JalaliDate

from cases.selectors.localized_format import active_language, digits

BOM = "\ufeff".encode()  # without it Excel takes a CSV for one in the machine's own encoding
WIDTH, WIDE = 20, 48
_WIDE = ("title", "text", "url", "leads_to", "error", "missing", "cases")
JALALI = "_jalali"  # ends the name of a column that gives the date before it in the Jalali calendar


class ExportForReaders:
    """Spreadsheets of a report, beside Wagtail's ``SpreadsheetExportMixin``, before which it stands.

    ``export_moments``: columns with a date and time; ``export_days``: with a date.
    """

    export_moments: tuple[str, ...] = ()
    export_days: tuple[str, ...] = ()
    list_export: list[str]
    export_language: str

    def prepare_export(self) -> None:
        """Adds the Jalali columns and settles the language, since a CSV is sent when that is no longer in force."""
        dated = {*self.export_moments, *self.export_days}
        self.list_export = [
            name
            for column in self.list_export
            for name in ([column, f"{column}{JALALI}"] if column in dated else [column])
        ]
        self.export_language = active_language()
        self._jalali = _("%(heading)s (Jalali)")

    def get_heading(self, queryset: Any, field: str) -> str:
        heading = str(super().get_heading(queryset, field.removesuffix(JALALI)))  # type: ignore[misc]  # of the mixin
        if field.endswith(JALALI):
            return self._jalali % {"heading": heading}
        return f"{heading} ({settings.TIME_ZONE})" if field in self.export_moments else heading

    def localized_row(self, row: dict[str, Any]) -> dict[str, Any]:
        """Row with its dates in local time and, beside them, in the Jalali calendar."""
        found: dict[str, Any] = {}
        for name, value in row.items():
            moment = timezone.localtime(value) if isinstance(value, datetime) else value
            found[name] = moment
            if f"{name}{JALALI}" in self.list_export:
                found[f"{name}{JALALI}"] = self._in_jalali(moment)
        return found

    def _in_jalali(self, moment: date | None) -> str:
        if moment is None:
            return ""
        day = JalaliDate(moment.date() if isinstance(moment, datetime) else moment).strftime("%Y/%m/%d", locale="en")
        return digits(f"{day} {moment:%H:%M}" if isinstance(moment, datetime) else day, self.export_language)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime):  # a spreadsheet's cell has no zone, which its heading names
            return (
                value.replace(tzinfo=None, microsecond=0)
                if export_format == "xlsx"
                else value.isoformat(" ", "minutes")
            )
        return super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]  # of the mixin

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        yield BOM
        yield from super().stream_csv(queryset)  # type: ignore[misc]  # of the mixin

    def write_xlsx(self, queryset: Iterable[Any], output: Any) -> None:
        """Writes a workbook in the reader's direction, its header frozen, wide enough to be read."""
        workbook = Workbook(write_only=True, iso_dates=True)
        sheet = workbook.create_sheet()
        sheet.sheet_view.rightToLeft = get_language_info(self.export_language)["bidi"]
        sheet.freeze_panes = "A2"
        for number, field in enumerate(self.list_export, 1):
            sheet.column_dimensions[get_column_letter(number)].width = WIDE if field in _WIDE else WIDTH
        sheet.append([_bold(sheet, self.get_heading(queryset, field)) for field in self.list_export])
        for item in queryset:
            row = self.to_row_dict(item)  # type: ignore[attr-defined]  # of the mixin
            sheet.append(self.generate_xlsx_row(sheet, row, date_format="yyyy-mm-dd hh:mm"))  # type: ignore[attr-defined]
        workbook.save(output)


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell
