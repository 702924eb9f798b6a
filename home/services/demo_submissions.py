"""Submissions to try a local site with, in every state before the experts, each marked as a demonstration."""

from typing import Any

from django.utils import timezone

from cases.models import City
from cases.review.choices import Answer, NextStep, SectionName
from cases.review.models import Submission
from cases.review.services.submissions.screening import answer_submission, begin_screening
from cases.review.services.submissions.writing import begin, save_section, send, withdraw

SAMPLES = ("draft", "received", "screening", "asked", "declined", "withdrawn", "in review")
TITLES = {
    "draft": "سایه‌بان پارچه‌ای برای ایستگاه‌های اتوبوس",
    "received": "بازارچهٔ شبانه در حیاط مدرسه",
    "screening": "جمع‌آوری آب باران از بام پارکینگ‌ها",
    "asked": "چراغ هوشمند در گذر عابر",
    "declined": "اپلیکیشن کرایهٔ خودرو",
    "withdrawn": "نقاشی دیوار زیرگذرها با همسایه‌ها",
    "in review": "خیابان بی‌خودرو در روزهای جمعه",
}
CHALLENGE = "نمونه: مردم محله بارها گفته بودند که این وضع آزارشان می‌دهد و شمارش‌های شهرداری هم همین را نشان می‌داد."
ASKED = "معاونت خدمات شهری"
SOLUTION = "نمونه: نخست سه ماه در یک جا آزموده شد؛ سپس با بودجهٔ منطقه در پنج جای دیگر ادامه یافت."
QUESTION = "زمان انتظار عابران را چگونه و در چه روزهایی اندازه گرفته‌اید؟"
REASON = "این پیشنهاد خدمت یک شرکت است، نه تجربهٔ یک شهر. اگر شهری آن را به کار گرفته، نتیجه‌اش را بنویسید."


def ensure_demo_submissions(person: Any, editor: Any) -> None:
    """Makes the submissions where there are none and the city is there; nobody is written to but the demo accounts."""
    city = City.objects.filter(slug="tabriz").first()
    if city is None or Submission.objects.exists():
        return
    made = {name: _draft(name, person, city) for name in SAMPLES}
    for name in SAMPLES[1:]:
        send(made[name], by=person)
    Submission.objects.filter(is_demonstration=True).update(correct_until=timezone.now())
    begin_screening(made["screening"], editor)
    answer_submission(made["asked"], Answer.ASK, by=editor, text=QUESTION, fields=["figures", "results"])
    answer_submission(made["declined"], Answer.DECLINE, by=editor, text=REASON, next_step=NextStep.AGAIN)
    answer_submission(made["in review"], Answer.REVIEW, by=editor)
    withdraw(made["withdrawn"], by=person)


def _draft(name: str, person: Any, city: City) -> Submission:
    made = begin(language="fa", person=person, for_city=city)
    made.is_demonstration = True
    made.save(update_fields=["is_demonstration"])
    answers = {"title": TITLES[name], "city": city.pk, "challenge": CHALLENGE, "solution": SOLUTION, "asked": ASKED}
    save_section(made, SectionName.SNAPSHOT, answers, {}, version=0, by=person)
    results = {"results": "نمونه: رضایت مردم از ۲٫۱ به ۳٫۸ از ۵ رسید.", "limits": "نمونه: در زمستان کسی نیامد."}
    save_section(made, SectionName.RESULTS, results, {"lessons": "گروه اجرا پراکنده شده است."}, version=0, by=person)
    return made
