"""Template of an import file as a workbook: the columns that most need, in the reader's language, with lists."""

import io
from collections.abc import Iterable
from typing import Any

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cases.choices import Status
from cases.records.countries import COUNTRIES
from cases.records.sheets.columns import KINDS, pattern_of
from cases.records.sheets.example import EXAMPLE_TITLES
from cases.records.sheets.matching.labels import label_of, template_columns

ROWS = 1000  # that have the lists
_REQUIRED = (
    "title", "city", "topics", "summary", "challenge", "solution", "results", "limits", "lessons",
    "transfer", "sources.1.title",
)  # fmt: skip
_CURRENCIES = ("IRR", "EUR", "USD", "GBP", "AED", "SAR", "EGP", "TRY")


def workbook_of_template(topics: Iterable[tuple[str, str, int]]) -> bytes:
    """Template that opens in the direction of the reader's language, its headings and lists in that language.

    ``topics``: label, code and depth of each.
    """
    language = get_language() or settings.LANGUAGE_CODE
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    columns = template_columns(language)
    sheet.title = _("Case studies")
    sheet.append([_heading(column) for column in columns])
    sheet.append([f"# {_help(column)}" if not at else _help(column) for at, column in enumerate(columns)])
    sheet.append([_example(column, language) for column in columns])
    for at in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = 28
        sheet.cell(1, at).font = Font(bold=True)
        sheet.cell(2, at).font = Font(italic=True, color="00666666")
        for line in (1, 2, 3):
            sheet.cell(line, at).number_format = "@"  # text: a spreadsheet would make 2010-06 a date
            sheet.cell(line, at).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B3"
    lists = {
        "topics": _topics(workbook, topics),
        **_lists(workbook, language),
    }
    for at, column in enumerate(columns, 1):
        if column in lists:
            letter = get_column_letter(at)
            several = column == "topics"  # one is chosen, more are written behind it
            rule = DataValidation("list", formula1=lists[column], allow_blank=True, showErrorMessage=not several)
            rule.add(f"{letter}3:{letter}{ROWS}")
            sheet.add_data_validation(rule)
    for one in workbook.worksheets:
        one.sheet_view.rightToLeft = get_language_info(language)["bidi"]
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def _heading(column: str) -> str:
    is_required = column in _REQUIRED or (column.partition(".")[0] in _REQUIRED and column != "city.country")
    return f"{label_of(column)} *" if is_required else label_of(column)


def _help(column: str) -> str:
    if column == "topics":
        return _("Labels of topics; several are separated by |. They are in the next sheet.")
    if column == "status":
        return _("One of the list.")
    if column.startswith("title."):
        return _("Columns with * are required for publication; what lacks them becomes a draft.")
    return str(KINDS[pattern_of(column)].help)


def _example(column: str, language: str) -> str:
    stem = column.removesuffix(f".{language}")
    texts: dict[str, str] = {
        "title": EXAMPLE_TITLES.get(language, EXAMPLE_TITLES["en"]),
        "city": {"fa": "تهران", "ar": "طهران"}.get(language, "Tehran"),
        "city.country": str(Locale(language).territories["IR"]),
        "status": str(Status.RUNNING.label),
        "started": "1398" if language != "fa" else "۱۳۹۸",
        "summary": _("What was done, and what came of it."),
        "challenge": _("What was wrong, for whom."),
        "solution": _("What was done, by whom."),
        "results": _("What changed."),
        "limits": _("What did not work."),
        "lessons": _("What a colleague should know."),
        "transfer": _("What another city needs first."),
        "sources.1.url": "https://example.org/report",
    }
    return texts.get(stem, "")


def _topics(workbook: Workbook, topics: Iterable[tuple[str, str, int]]) -> str:
    """Range of the labels of topics, which have a sheet of their own, broader topics in bold."""
    sheet = workbook.create_sheet(_("Topics"))
    sheet.append([_("Topics"), _("Code")])
    sheet.cell(1, 1).font = sheet.cell(1, 2).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 48, 32
    for label, code, depth in topics:
        sheet.append([label, code])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(indent=depth)
        sheet.cell(sheet.max_row, 1).font = Font(bold=not depth)
    return _range(sheet, "A", max(sheet.max_row, 2))


def _lists(workbook: Workbook, language: str) -> dict[str, str]:
    """Ranges of the words to choose from, by column."""
    sheet = workbook.create_sheet(_("Lists"))
    words: dict[str, list[str]] = {
        "status": [str(label) for label in Status.labels],
        "city.country": sorted(str(Locale(language).territories.get(code, code)) for code in COUNTRIES),
        "cost.currency": list(_CURRENCIES),
    }
    ranges = {}
    for at, (column, texts) in enumerate(words.items(), 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 30
        for row, text in enumerate([label_of(column), *texts], 1):
            sheet.cell(row, at).value = text
        sheet.cell(1, at).font = Font(bold=True)
        ranges[column] = _range(sheet, letter, len(texts) + 1)
    sheet.freeze_panes = "A2"
    return ranges


def _range(sheet: Any, letter: str, last: int) -> str:
    title = sheet.title.replace("'", "''")
    return f"'{title}'!${letter}$2:${letter}${last}"
