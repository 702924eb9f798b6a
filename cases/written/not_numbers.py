"""Texts that hold a number and more than that: ranges, amounts in words, percentages, words for "not known"."""

import re

from .letters import label_key
from .numbers import bare

_DIGIT = r"\d[\d.,٫٬/\s]*"
_UP_TO = r"(?:-|–|—|−|~|\.\.+|…|تا|الی|إلى|الى|حتى|to|until)"
_RANGE = re.compile(rf"[^\d]*{_DIGIT}\s*{_UP_TO}\s*{_DIGIT}.*\Z", re.IGNORECASE | re.DOTALL)
_SCALED = re.compile(
    r"\d\s*(?:هزار|میلیون|ملیون|میلیارد|ملیارد|تریلیون|همت|ألف|آلاف|مليون|ملايين|مليار|تريليون"
    r"|(?:thousand|million|billion|trillion|mln|mio|bln|bn|tn|k|m)\b)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:[~≈<>≤≥±]|حدود|تقریبا|نزدیک|بیش از|کمتر از|حوالی|نحو|حوالي|أكثر من|أقل من"
    r"|about|approx\.?|circa|ca\.?|over)\s*\d",
    re.IGNORECASE,
)
_YEAR_RANGE = re.compile(rf"\d{{4}}\s*(?:{_UP_TO}|/)\s*\d{{2,4}}\Z", re.IGNORECASE)
_DASHES = frozenset(["-", "–", "—", "−", "ـ", "--", "---", "…", "..."])
# By ``label_key``, which drops blanks and joiners.
_UNKNOWN = frozenset(
    label_key(word)
    for word in (
        "نامشخص", "نا مشخص", "نامعلوم", "معلوم نیست", "مشخص نیست", "ندارد", "نداریم", "بدون اطلاعات", "فاقد اطلاعات",
        "در دسترس نیست", "موجود نیست", "غير معروف", "غير محدد", "غير متوفر", "غير متاح", "لا يوجد", "مجهول",
        "?", "؟", "n/a", "na", "n.a.", "none", "nil", "null", "unknown", "not known", "not available",
        "not applicable", "no data", "tbd", "tba",
    )
)  # fmt: skip
_STILL = frozenset(
    label_key(word)
    for word in (
        "تاکنون", "تا کنون", "تا حال", "تا امروز", "اکنون", "هم‌اکنون", "ادامه دارد", "در حال اجرا", "در جریان", "جاری",
        "حتى الآن", "الآن", "مستمر", "جار", "قيد التنفيذ", "present", "to present", "now", "ongoing", "today",
        "to date", "current", "continuing", "until now", "still running",
    )
)  # fmt: skip


def why_no_number(text: str) -> str:
    """Code of the reason for which a text is no single number: percent, number_range, number_in_words,
    number_about, or not_a_number where none of these is it."""
    written = bare(text)
    if re.search("[%٪﹪％]", written):
        return "percent"
    if _RANGE.match(written):
        return "number_range"
    if _SCALED.search(written):
        return "number_in_words"
    return "number_about" if _ABOUT.match(written) else "not_a_number"


def is_year_range(text: str) -> bool:
    """Whether a text names two years: 2015-2018, 2015/16, ۱۳۹۵ تا ۱۳۹۸."""
    return bool(_YEAR_RANGE.match(bare(text)))


def is_dash(text: str) -> bool:
    """Whether a text is only a dash, which stands for an empty cell."""
    return text.strip() in _DASHES


def is_unknown(text: str) -> bool:
    """Whether a text says that nothing is known: نامشخص, n/a."""
    return label_key(text) in _UNKNOWN


def is_still(text: str) -> bool:
    """Whether a text says, in place of an end, that something goes on: تاکنون, ongoing."""
    return label_key(text).strip(".") in _STILL
