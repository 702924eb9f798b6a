"""Numbers and dates as a reader writes them: digits, separators and calendar of the language, or those they chose."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from persiantools.jdatetime import JalaliDate

from cases.choices import Calendar, DatePrecision, ReadingCalendar, ReadingDigits
from cases.written.known_dates import KnownDate, KnownYear
from cases.written.numbers import latin_digits

from .hijri_calendar import hijri_day
from .reader_choice import reader_choice

_LATIN = "0123456789,."
_PERSIAN = str.maketrans(_LATIN, "۰۱۲۳۴۵۶۷۸۹٬٫")
_ARABIC = str.maketrans(_LATIN, "٠١٢٣٤٥٦٧٨٩٬٫")
_CHOSEN: dict[str, dict[int, int]] = {
    ReadingDigits.PERSIAN: _PERSIAN,
    ReadingDigits.ARABIC: _ARABIC,
    ReadingDigits.LATIN: {},
}
_JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
_JALALI_MONTHS_AR = (
    "فروردين", "أرديبهشت", "خرداد", "تير", "مرداد", "شهريور", "مهر", "آبان", "آذر", "دي", "بهمن", "إسفند",
)  # fmt: skip
_JALALI_MONTHS_LATIN = (
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman",
    "Esfand",
)  # fmt: skip


def active_language() -> str:
    """Language of the page being made."""
    return get_language() or settings.LANGUAGE_CODE


def _letters(language: str | None) -> dict[int, int]:
    """Table of digits and separators for a reader. Arab countries use both forms: where nobody chose, the site does."""
    chosen = _CHOSEN.get(reader_choice().digits)
    if chosen is not None:
        return chosen
    code = language or active_language()
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
    """Gregorian year, or the date as it is known, where the year says so (``KnownYear``).

    In Persian with the two Jalali years that a Gregorian one spans, since a Persian reader counts in those.
    """
    if value is None:
        return ""
    if isinstance(value, KnownYear) and value.known:
        return known(value.known, int(value), language)
    if (language or active_language()) != "fa" or value < 1000:
        return digits(value, language)
    jalali = value - 622  # the year that 1 January falls in; the next begins in March
    return digits(f"{value} ({jalali}–{jalali + 1})", "fa")


def span(first: int | None, last: int | None, language: str | None = None) -> str:
    """Span of two Gregorian years, as short as can be: 2015–2018; in Persian with the Jalali years of both ends."""
    return known_span((None, first), (None, last), language)


def _jalali_year(value: KnownDate | None, gregorian: int) -> int:
    """Jalali year of a date: where it is known exactly that, else the one that begins in March of its year."""
    if value is not None and value.may_lie_in(gregorian):
        ends = {value.year} if value.calendar == Calendar.JALALI else _jalali_years(value)
        if len(ends) == 1:
            return next(iter(ends))
    return gregorian - 621


def _jalali_years(value: KnownDate) -> dict[int, None]:
    """The Jalali years in which a date may lie, in order."""
    return dict.fromkeys(JalaliDate(end).year for end in (value.first, value.last))


def day(value: date | datetime | None, language: str | None = None) -> str:
    """Date in words, in the calendar that the reader chose; "" for none.

    Where they chose none: Jalali in Persian (۴ آذر ۱۴۰۵), Gregorian elsewhere (25 November 2026).
    """
    if not value:  # a template's missing variable is ""
        return ""
    if isinstance(value, datetime):
        value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    code = language or active_language()
    calendar = reader_choice().calendar or (ReadingCalendar.JALALI if code == "fa" else ReadingCalendar.GREGORIAN)
    if calendar == ReadingCalendar.JALALI:
        return jalali_day(value, code)
    if calendar == ReadingCalendar.HIJRI and (text := hijri_day(value, code)):
        return digits(text, code)
    return gregorian_day(value, code)


def gregorian_day(value: date, language: str) -> str:
    """Date of the Gregorian calendar in the words of any language: ۲۵ نوامبر ۲۰۲۶."""
    text: str = format_date(value, "d MMMM y", locale=language)
    return digits(latin_digits(text), language)


def jalali_day(value: date, language: str) -> str:
    """Date of the Jalali calendar in the words of any language: 4 Azar 1405."""
    found = JalaliDate(value)
    return _jalali(KnownDate(found.year, found.month, found.day), language)


def moment(value: date | datetime | None, language: str | None = None) -> str:
    """Date in words with its time of day, where it has one."""
    if not isinstance(value, datetime):
        return day(value, language)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    code = language or active_language()
    return f"{day(value, code)}{',' if code == 'en' else '،'} {digits(f'{local:%H:%M}', code)}"


def month(value: date, language: str | None = None) -> str:
    """Month and year of a date of which no day is known."""
    code = language or active_language()
    if code == "fa":
        first, last = JalaliDate(value), JalaliDate(value.replace(day=28))
        names = dict.fromkeys([_JALALI_MONTHS[first.month - 1], _JALALI_MONTHS[last.month - 1]])
        return digits(f"{'–'.join(names)} {last.year}", "fa")
    text: str = format_date(value, "MMMM y", locale=code)
    return digits(latin_digits(text), code)


def known(value: KnownDate | None, gregorian: int | None, language: str | None = None) -> str:
    """Date as it is known, with the year of the other calendar where that helps: ۱۳۸۶ (۲۰۰۸), 2008 (Dey 1386).

    A date that does not lie in the Gregorian year given is of no account: somebody changed the year since.
    """
    code = language or active_language()
    if value is None or not value.may_lie_in(gregorian):
        return year(gregorian, code)
    if value.calendar == Calendar.JALALI:
        jalali, other = _jalali(value, code), value.first if value.day else gregorian
        if code == "fa":
            return f"{jalali} ({digits(gregorian, code)})"
        return f"{gregorian_day(other, code) if isinstance(other, date) else digits(other, code)} ({jalali})"
    if value.month is None:
        return year(gregorian, code)
    text = _gregorian(value, code)
    if code != "fa":
        return text
    if value.day:
        return f"{jalali_day(value.first, code)} ({text})"
    return f"{text} ({digits('–'.join(map(str, _jalali_years(value))), code)})"


def partial(
    value: KnownDate | None, when: date, precision: str, language: str | None = None, *, one_year: bool = False
) -> str:
    """Date of which perhaps the year or the month alone is known, by its ``DatePrecision``.

    ``one_year``: of a year alone, that which lines and axes say instead of two years of the other calendar.
    """
    if one_year and value is None and precision == DatePrecision.YEAR:
        return calendar_year_in_full(None, when.year, language)
    if value or precision == DatePrecision.YEAR:
        return known(value, when.year, language)
    return month(when, language) if precision == DatePrecision.MONTH else day(when, language)


def known_year(value: KnownDate | None, gregorian: int | None, language: str | None = None) -> str:
    """Year of a date as it is known, without month and day: ۱۳۸۶ (۲۰۰۸), 2008 (1386), ۲۰۱۰ (۱۳۸۹) of April 2010."""
    code = language or active_language()
    if code == "fa" and value and value.month and value.calendar == Calendar.GREGORIAN and value.may_lie_in(gregorian):
        return digits(f"{gregorian} ({'–'.join(map(str, _jalali_years(value)))})", code)
    return known(value and KnownDate(value.year), gregorian, language)


def written_year(value: KnownDate | None, gregorian: int | None, language: str | None = None) -> str:
    """Year in the calendar in which it was written, with that of the other only where it follows: ۱۳۸۶ (۲۰۰۸), ۲۰۱۶."""
    is_jalali = value is not None and value.calendar == Calendar.JALALI and value.may_lie_in(gregorian)
    return known_year(value, gregorian, language) if is_jalali else digits(gregorian or "", language)


def calendar_year(value: KnownDate | None, gregorian: int | None, language: str | None = None) -> str:
    """Year in the reader's calendar and no other, where there is room for one: on axes, in lines. "" for none.

    In Persian the Jalali year: of a date known in it exactly that; of another the one that begins in March of it.
    """
    code = language or active_language()
    if gregorian is None:
        return ""
    if code != "fa" or gregorian < 1000:
        return digits(gregorian, code)
    return digits(_jalali_year(value, gregorian), "fa")


def calendar_year_in_full(value: KnownDate | None, gregorian: int | None, language: str | None = None) -> str:
    """The year that lines and axes say, with that of the other calendar: ۱۳۹۴ (۲۰۱۵). Elsewhere as ``known_year``."""
    code = language or active_language()
    year, other = calendar_year(value, gregorian, code), digits(gregorian or "", code)
    return f"{year} ({other})" if code == "fa" and year != other else known_year(value, gregorian, code)


def known_span(
    first: tuple[KnownDate | None, int | None], last: tuple[KnownDate | None, int | None], language: str | None = None
) -> str:
    """Span of two years as they are known: ۱۳۸۹–۱۳۹۳ (۲۰۱۰–۲۰۱۴), 2010–2014 (1389–1393)."""
    code = language or active_language()
    dates = [value for value, gregorian in (first, last) if value and value.may_lie_in(gregorian)]
    jalali = [value for value in dates if value.calendar == Calendar.JALALI]
    if not jalali:
        (begun, start), (ended, end) = first, last
        if start is None or end is None or start == end:
            return known_year(begun or ended, start if start is not None else end, code)
        years = f"{start}–{end}"
        if code == "fa" and start > 1000:
            years += f" ({_jalali_year(begun, start)}–{_jalali_year(ended, end)})"
        return digits(years, code)
    if len(jalali) < 2 or first[1] is None or last[1] is None:
        return " – ".join(text for value, gregorian in (first, last) if (text := known_year(value, gregorian, code)))
    native, other = (f"{one}–{two}" for one, two in ((jalali[0].year, jalali[1].year), (first[1], last[1])))
    if jalali[0].year == jalali[1].year:
        return known_year(first[0], first[1], code)
    return digits(f"{native} ({other})" if code == "fa" else f"{other} ({native})", code)


def _jalali(value: KnownDate, language: str) -> str:
    names = {"fa": _JALALI_MONTHS, "ar": _JALALI_MONTHS_AR}.get(language, _JALALI_MONTHS_LATIN)
    parts = [value.day, names[value.month - 1] if value.month else None, value.year]
    return digits(" ".join(str(part) for part in parts if part), language)


def _gregorian(value: KnownDate, language: str) -> str:
    if value.day:
        return gregorian_day(value.first, language)
    text: str = format_date(value.first, "MMMM y", locale=language)
    return digits(latin_digits(text), language)


def listed(items: Iterable[str], language: str | None = None) -> str:
    """Items as a list in a sentence, separated as the reader's language does."""
    return ("، " if (language or active_language()) in ("fa", "ar") else ", ").join(items)
