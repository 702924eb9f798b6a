"""Numbers and dates as a reader writes them: digits, separators and calendar of the language."""

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from persiantools.jdatetime import JalaliDate

_PERSIAN = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip


def reader_language() -> str:
    """Language of the page being made."""
    return get_language() or settings.LANGUAGE_CODE


def number(value: Decimal | int | float | None, language: str | None = None) -> str:
    """A number with separators: ۱٬۲۳۴٫۵ in Persian, 1,234.5 elsewhere; "" for none. Trailing zeros are dropped."""
    if value is None or value == "":
        return ""
    exact = Decimal(str(value)).normalize()
    text = f"{exact:,f}"
    return text.translate(_PERSIAN) if (language or reader_language()) == "fa" else text


def digits(value: object, language: str | None = None) -> str:
    """Anything with its digits in the reader's form and nothing else changed."""
    return str(value).translate(_PERSIAN_DIGITS) if (language or reader_language()) == "fa" else str(value)


def year(value: int | None, language: str | None = None) -> str:
    """A Gregorian year. In Persian with the two Jalali years it spans, since a Persian reader counts in those."""
    if value is None:
        return ""
    if (language or reader_language()) != "fa" or value < 1000:
        return digits(value, language)
    jalali = value - 622  # the year that 1 January falls in; the next begins in March
    return f"{value} ({jalali}–{jalali + 1})".translate(_PERSIAN_DIGITS)


def day(value: date | datetime | None, language: str | None = None) -> str:
    """A date in words: Jalali in Persian (۴ آذر ۱۴۰۵), Gregorian elsewhere (25 November 2026)."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    code = language or reader_language()
    if code == "fa":
        jalali = JalaliDate(value)
        return digits(f"{jalali.day} {_JALALI_MONTHS[jalali.month - 1]} {jalali.year}", "fa")
    text: str = format_date(value, "d MMMM y", locale=code)
    return text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))


def moment(value: date | datetime | None, language: str | None = None) -> str:
    """A date in words with its time of day, where it has one."""
    if not isinstance(value, datetime):
        return day(value, language)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    code = language or reader_language()
    return f"{day(value, code)}{',' if code == 'en' else '،'} {digits(f'{local:%H:%M}', code)}"


def month(value: date, language: str | None = None) -> str:
    """Month and year of a date of which no day is known."""
    code = language or reader_language()
    if code == "fa":
        first, last = JalaliDate(value), JalaliDate(value.replace(day=28))
        names = dict.fromkeys([_JALALI_MONTHS[first.month - 1], _JALALI_MONTHS[last.month - 1]])
        return digits(f"{'–'.join(names)} {last.year}", "fa")
    text: str = format_date(value, "MMMM y", locale=code)
    return text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
