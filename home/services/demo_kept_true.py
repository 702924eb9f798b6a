"""Examples of how cases are kept true, to try a local site with; what can carry words is marked as a demonstration."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from cases.models import Case
from cases.review.choices import ProblemReason
from cases.review.services.kept_true.asking import ask_about_cases
from cases.review.services.kept_true.opinions import show_opinion, sign_opinion
from cases.review.services.kept_true.problems import report_problem
from cases.services.evidence import grade
from cases.services.freshness import confirm_case, date_undated
from cases.signals import cases_changed

from .demo_members import MARK

# Of the starter collection: confirmed by its city's coordinator, overdue, asked about now, archived, with an opinion.
CONFIRMED, OVERDUE, ASKED = "tehran-tabiat-bridge", "tehran-air-pollution-control-zone", "tehran-bus-rapid-transit"
ARCHIVED, JUDGED = "delhi-brt-corridor", "istanbul-metrobus"
NOTE = {
    "en": "Demonstration: archived so that the mark can be seen; the corridor was removed in 2016.",
    "fa": "نمونه: بایگانی شده تا نشان آن دیده شود؛ این مسیر در سال ۲۰۱۶ برچیده شد.",
    "ar": "مثال: أُرشفت كي تُرى العلامة؛ أُزيل هذا المسار عام 2016.",
}
OPINION = {
    "en": "Demonstration: this is where an expert says in their own words what speaks for the practice and against it.",
    "fa": "نمونه: اینجا کارشناس به بیان خود می‌گوید چه چیز به سود این تجربه و چه چیز به زیان آن است.",
    "ar": "مثال: هنا يقول الخبير بكلماته ما يؤيد هذه التجربة وما يعارضها.",
}
FUNCTION = {"en": "Expert (demonstration)", "fa": "کارشناس (نمونه)", "ar": "خبير (مثال)"}
PROBLEM = "نمونه: پیوند منبع دوم باز نمی‌شود. · Demonstration: the link of the second source does not open."


def make_demo_kept_true() -> None:
    """Gives some cases each of their lights, an opinion and a problem; what is not there is left out."""
    today = timezone.localdate()
    grade(Case.objects.values_list("pk", flat=True))
    date_undated(today)
    if case := _case(CONFIRMED):
        confirm_case(case, _person("coordinator"), today)
    Case.objects.filter(import_id=OVERDUE).update(confirm_by=today - timedelta(days=40))
    Case.objects.filter(import_id=ASKED).update(confirm_by=today + timedelta(days=20))
    ask_about_cases()
    if case := _case(ARCHIVED):
        Case.objects.filter(pk=case.pk).update(archived_on=today, archive_reason="ended", archive_note=NOTE)
        cases_changed.send(sender=Case, case_ids=[case.pk])
    expert, editor = _person("expert"), _person("editor")
    if (case := _case(JUDGED)) and expert and editor:
        name = f"{expert.first_name} {MARK}"
        show_opinion(sign_opinion(case, expert, name=name, functions=FUNCTION, texts=OPINION), editor)
        report_problem(case, reason=ProblemReason.SOURCE, text=PROBLEM, language="fa")


def _case(import_id: str) -> Case | None:
    found: Case | None = Case.objects.filter(import_id=import_id).first()
    return found


def _person(name: str) -> Any:
    return User.objects.filter(username=name).first()
