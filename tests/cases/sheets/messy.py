"""A workbook as a municipality sends one: titles above its headings, words for values, rows that are no cases."""

import io
from datetime import datetime
from itertools import pairwise
from typing import Any

from openpyxl import Workbook

HEADINGS = [
    "ردیف", "عنوان تجربه", "منطقه", "شهر", "موضوع ", "شروع", "پایان", "وضعيت", "هزینه (میلیون تومان)", "خلاصه",
    "مسئله", "اقدام", "نتیجه", "آنچه نشد", "درس‌آموخته", "شرط لازم برای شهر دیگر", "عدد امروز", "منبع", "نشانی منبع",
    "یادداشت داخلی", "تلفن",
]  # fmt: skip
GROUPS = {1: "شناسه", 6: "زمان اجرا", 8: "وضعیت و هزینه", 10: "شرح تجربه", 17: "ارقام", 18: "مستندات", 20: "داخلی"}
TITLES = ["گردآوری پسماند با نوبت", "ساماندهي دستفروشان", "روشنایی معابر با LED", "خط ویژهٔ اتوبوس", "احیای قنات",
          "پارکینگ حاشیه‌ای", "بام سبز مدارس", "کارت گردشگر"]  # fmt: skip
TOPICS = ["تفكيك از مبدا", "دستفروشی", "حمل و نقل", "رسته بندی مشاغل", "مدیریت پسماند/محیط زیست", "حمل‌ونقل و ترافیک "]
STARTS = [
    "۱۳۹۸",
    1397,
    "2019",
    2018,
    "۱۳۹۶/۰۷/۱۵",
    datetime(2019, 3, 21),
    "۹۸",
    "نامشخص",
    "از ۱۳۹۵",
    "۱۴۰۰ ",
    "-",
    "دهه ۹۰",
]
ENDS = [
    "۱۴۰۱",
    1400,
    "2022",
    None,
    "۱۳۹۹/۱۲/۲۹",
    datetime(2021, 3, 20),
    "۱۴۰۰",
    "نامشخص",
    "تاکنون",
    " ادامه دارد",
    None,
    "۱۴۰۲",
]
COSTS = [
    "۱۲٬۵۰۰",
    8500,
    "۳ میلیارد",
    "نامشخص",
    "۱۰ تا ۱۲",
    "=85*100",
    "4,200",
    "۲۵۰۰ م.ت",
    None,
    "-",
    "1.200.000",
    15000.5,
]
STATES = ["در حال اجرا", "اجرا شده", "پایان یافته ", "متوقف", "پایلوت", "در دست اقدام", "نيمه تمام"]
SOURCES = [("گزارش عملکرد ۱۴۰۲", "https://www.example.ir/report/1"), ("گزارش عملکرد ۱۴۰۲", "www.example.ir"),
           ("مصاحبه با مدیر منطقه", "ندارد")]  # fmt: skip
CASES = 40


def case_row(number: int) -> list[Any]:
    """Cells of a case, whose every kind of cell comes round."""
    title = TITLES[number % len(TITLES)] + (f" - محلهٔ {number}" if number >= len(TITLES) else "")
    source, address = SOURCES[number % 3]
    return [
        number + 1, title, f"منطقه {number % 13 + 1}", ["مشهد", "مشهد ", "مشهد مقدس"][number % 3], TOPICS[number % 6],
        STARTS[number % 12], ENDS[number % 12], STATES[number % 7], COSTS[number % 12], "شرح کوتاه تجربه و نتیجهٔ آن.",
        "مسئله\n(از گزارش بازرسی)", "کاری که انجام شد", "نتیجه‌ای که داد", None if number % 7 == 3 else "آنچه نشد",
        "ندارد" if number % 5 == 0 else "درس", "شرط", "۱۰ تا ۱۲", source, address,
        "با آقای مرادی تماس گرفته شود" if number % 27 == 0 else None, "09151234567",
    ]  # fmt: skip


def messy_workbook(cases: int = CASES) -> bytes:
    """The workbook, with three rows repeated, empty rows between, a sum and a signature below, a second sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title, sheet.sheet_view.rightToLeft = "تجربه‌ها", True
    sheet.append(["فهرست تجربه‌های موفق شهرداری مشهد مقدس – سال ۱۴۰۳ (نسخهٔ نهایی ۳)"])
    sheet.append([GROUPS.get(position) for position in range(1, len(HEADINGS) + 1)])
    sheet.append(HEADINGS)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADINGS))
    starts = [*sorted(GROUPS), len(HEADINGS) + 1]
    for first, after in pairwise(starts):
        sheet.merge_cells(start_row=2, end_row=2, start_column=first, end_column=after - 1)
    for number in range(cases):
        sheet.append(case_row(number))
        if number in (11, 24):
            sheet.append([])
        if number in (12, 20, 39):
            sheet.append(case_row(3))
    sheet.append([])
    sheet.append([None, "جمع کل", *[None] * 6, "=SUM(I4:I46)"])
    sheet.append([None, "تهیه‌کننده: معاونت برنامه‌ریزی – تاریخ: ۱۴۰۳/۰۲/۱۵"])
    workbook.create_sheet("راهنما").append(["لطفا در این برگه چیزی ننویسید"])
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()
