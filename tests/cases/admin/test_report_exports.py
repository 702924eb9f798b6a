"""Exports of reports: local time and both calendars, from right to left where the reader's language is."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from cases.models import Case, CaseStudyPage
from cases.services.imports.cases import ImportOptions, import_cases
from tests.conftest import as_file

from .test_admin import client_of
from .test_reports import exported, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.mark.parametrize(
    ("language", "jalali", "is_rtl"), [("fa", "۱۴۰۵/۰۹/۱۰ ۰۳:۱۴", True), ("en", "1405/09/10 03:14", False)]
)
def test_an_export_is_in_local_time_with_the_jalali_date_beside(
    language: str, jalali: str, is_rtl: bool, starter_records: list[dict[str, Any]]
) -> None:
    import_cases(as_file(starter_records[:2]), ImportOptions(publish=True))
    client = client_of("superuser")
    UserProfile.objects.update_or_create(user=User.objects.get(), defaults={"preferred_language": language})
    CaseStudyPage.objects.update(latest_revision_created_at=datetime(2026, 11, 30, 23, 44, 58, tzinfo=UTC))
    Case.objects.update(confirm_by=date(2027, 3, 20))
    content = client.get(f"{url('city')}?export=csv").getvalue()  # type: ignore[attr-defined]  # a stream
    assert content.startswith(b"\xef\xbb\xbf")
    heading, row, *_others = exported(client, "city", "csv")
    at = next(at for at, name in enumerate(heading) if name.endswith("(Asia/Tehran)"))
    assert row[at : at + 2] == ["2026-12-01 03:14+03:30", jalali]
    assert "2027-03-20" in row and row[row.index("2027-03-20") + 1] == jalali_day(language)
    book = load_workbook(io.BytesIO(client.get(f"{url('city')}?export=xlsx").getvalue()))  # type: ignore[attr-defined]
    sheet = book.active
    assert bool(sheet.sheet_view.rightToLeft) == is_rtl and sheet.freeze_panes == "A2"
    assert sheet.cell(2, at + 1).value == datetime(2026, 12, 1, 3, 14, 58) and sheet.cell(2, at + 2).value == jalali
    assert sheet.column_dimensions["B"].width > 40 and sheet.cell(1, 1).font.bold


def jalali_day(language: str) -> str:
    return {"fa": "۱۴۰۵/۱۲/۲۹"}.get(language, "1405/12/29")
