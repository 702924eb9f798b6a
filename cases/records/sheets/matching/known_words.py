"""Words by which other people's sheets say what a list of ours says."""

from functools import lru_cache

from cases.choices import Direction, Outcome, Status
from cases.written.letters import label_key

_STATUSES = {
    Status.PLANNED: "در دست مطالعه; در حال مطالعه; برنامه‌ریزی شده; در دست برنامه‌ریزی; پیشنهادی; در حد طرح; "
                    "proposed; planning; in planning; not yet started; future; مخطط; مخطط له; مقترح; قيد الدراسة",
    Status.PILOT: "پایلوت; آزمایشی; اجرای آزمایشی; نمونه; trial; pilot phase; piloting; test; تجريبي; "
                  "مرحلة تجريبية; تجربة أولية",
    Status.RUNNING: "در حال اجرا; در دست اقدام; در دست اجرا; در حال بهره‌برداری; در حال انجام; بهره‌برداری; فعال; "
                    "جاری; در جریان; مستمر; ادامه دارد; تاکنون; active; ongoing; in progress; under way; underway; "
                    "operational; in operation; current; live; being implemented; implementation; نشط; "
                    "قيد التنفيذ; جار; جاري; مستمرة; قيد التشغيل",
    Status.SCALED: "گسترش یافته; توسعه یافته; تعمیم یافته; expanded; rolled out; scaled; scaled-up; موسع; معمم; "
                   "تم التوسع",
    Status.COMPLETED: "اجرا شده; پایان یافته; خاتمه یافته; تمام شده; اتمام یافته; به پایان رسیده; تکمیل شده; "
                      "انجام شده; بهره‌برداری شده; finished; done; complete; ended; closed; implemented; "
                      "delivered; منته; منتهية; منجز; تم التنفيذ; انتهى; مكتمل; مكتملة; منفذ",
    Status.DISCONTINUED: "متوقف; متوقف شده; لغو شده; تعطیل; تعطیل شده; رها شده; نافرجام; stopped; cancelled; "
                         "canceled; abandoned; halted; suspended; terminated; on hold; متوقفة; ملغى; ملغاة; موقوف; "
                         "معلق",
    Status.NEVER_STARTED: "اجرا نشده; شروع نشده; آغاز نشده; not started; never started; never implemented; "
                          "لم يبدأ; لم ينفذ",
}  # fmt: skip
_OUTCOMES = {
    Outcome.REACHED: "موفق; محقق شده; کامل; successful; success; achieved; met; yes; ناجح; تحقق",
    Outcome.PARTLY: "تا حدی; نسبی; نسبتا موفق; partially; partial; partly successful; mixed; جزئيا; جزئي",
    Outcome.MISSED: "ناموفق; محقق نشده; شکست; failed; failure; not achieved; unsuccessful; no; فشل; لم يتحقق",
}
_DIRECTIONS = {
    Direction.UP: "بالا; افزایش; افزایشی; صعودی; بیشتر; up; increase; higher; ارتفاع; زيادة",
    Direction.DOWN: "پایین; کاهش; کاهشی; نزولی; کمتر; down; decrease; lower; reduction; انخفاض; خفض",
}
_SUMS = (
    "جمع; جمع کل; مجموع; مجموع کل; کل; جمع صفحه; نقل از صفحه قبل; میانگین; total; totals; grand total; sum; "
    "subtotal; sub-total; average; المجموع; الإجمالي; إجمالي; المجموع الكلي; المتوسط"
)


@lru_cache(maxsize=1)
def known_words() -> dict[str, dict[str, str]]:
    """Codes by the keys of words, by the column that holds them."""
    tables: dict[str, dict[str, str]] = {}
    for column, words in (("status", _STATUSES), ("outcome.goal", _OUTCOMES), ("direction", _DIRECTIONS)):
        tables[column] = {label_key(word): str(code) for code, texts in words.items() for word in texts.split(";")}
    return tables


def is_sum(text: str) -> bool:
    """Whether a text heads a row that adds others up."""
    return label_key(text).strip(":.-=") in _sums()


@lru_cache(maxsize=1)
def _sums() -> frozenset[str]:
    return frozenset(label_key(word) for word in _SUMS.split(";"))
