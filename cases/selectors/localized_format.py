"""Numbers and dates as a reader writes them: digits, separators and calendar of the language."""

from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from persiantools.jdatetime import JalaliDate

from cases.written.numbers import latin_digits

_LATIN = "0123456789,."
_PERSIAN = str.maketrans(_LATIN, "۰۱۲۳۴۵۶۷۸۹٬٫")
_ARABIC = str.maketrans(_LATIN, "٠١٢٣٤٥٦٧٨٩٬٫")
_JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip


def reader_language() -> str:
    """Language of the page being made."""
    return get_language() or settings.LANGUAGE_CODE


def _letters(language: str | None) -> dict[int, int]:
    """Table of digits and separators for a reader. Arab countries use both forms: the site chooses one."""
    code = language or reader_language()
    if code == "fa":
        return _PERSIAN
    return _ARABIC if code == "ar" and settings.ARABIC_DIGITS == "arab" else {}


def number(value: Decimal | int | float | None, language: str | None = None) -> str:
    """Number with separators: ۱٬۲۳۴٫۵ in Persian, 1,234.5 in English; "" for none. Trailing zeros are dropped."""
    if value is None or value == "":
        return ""
    text = f"{value:,d}" if isinstance(value, int) else f"{Decimal(str(value)).normalize():,f}"
    return text.translate(_letters(language))


def digits(value: object, language: str | None = None) -> str:
    """Text of a value with its digits in the reader's form and nothing else changed."""
    letters = {code: to for code, to in _letters(language).items() if chr(code).isdigit()}
    return str(value).translate(letters)


def year(value: int | None, language: str | None = None) -> str:
    """Gregorian year. In Persian with the two Jalali years it spans, since a Persian reader counts in those."""
    if value is None:
        return ""
    if (language or reader_language()) != "fa" or value < 1000:
        return digits(value, language)
    jalali = value - 622  # the year that 1 January falls in; the next begins in March
    return digits(f"{value} ({jalali}–{jalali + 1})", "fa")


def span(first: int | None, last: int | None, language: str | None = None) -> str:
    """Span of two Gregorian years, as short as can be: 2015–2018; in Persian with the Jalali years it covers."""
    if first is None or last is None or first == last:
        return year(first if first is not None else last, language)
    text = digits(f"{first}–{last}", language)
    if (language or reader_language()) == "fa" and first > 1000:
        text += digits(f" ({first - 622}–{last - 621})", "fa")
    return text


def day(value: date | datetime | None, language: str | None = None) -> str:
    """Date in words: Jalali in Persian (۴ آذر ۱۴۰۵), Gregorian elsewhere (25 November 2026); "" for none."""
    if not value:  # a template's missing variable is ""
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    code = language or reader_language()
    if code == "fa":
        jalali = JalaliDate(value)
        return digits(f"{jalali.day} {_JALALI_MONTHS[jalali.month - 1]} {jalali.year}", "fa")
    text: str = format_date(value, "d MMMM y", locale=code)
    return digits(latin_digits(text), code)


def moment(value: date | datetime | None, language: str | None = None) -> str:
    """Date in words with its time of day, where it has one."""
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
    return digits(latin_digits(text), code)
