"""Days of the lunar Hijri calendar, as Umm al-Qura reckons it: where the moon is sighted a day may differ."""

from datetime import date

from hijridate import Gregorian

_MONTHS = {
    "fa": ("محرم", "صفر", "ربیع‌الاول", "ربیع‌الثانی", "جمادی‌الاول", "جمادی‌الثانی", "رجب", "شعبان", "رمضان", "شوال",
           "ذی‌القعده", "ذی‌الحجه"),
    "ar": ("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
           "ذو القعدة", "ذو الحجة"),
    "en": ("Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II", "Rajab", "Shaban", "Ramadan", "Shawwal",
           "Dhul-Qadah", "Dhul-Hijjah"),
}  # fmt: skip


def hijri_day(value: date, language: str) -> str:
    """Day in words, its digits Latin: 21 Jumada II 1448; "" for a day outside the years 1343 to 1500 of the tables."""
    try:
        found = Gregorian(value.year, value.month, value.day).to_hijri()
    except OverflowError:
        return ""
    return f"{found.day} {_MONTHS.get(language, _MONTHS['en'])[found.month - 1]} {found.year}"
