"""Page on the evidence for cases: its steps, and what each asks for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.choices import EvidenceLevel
from cases.selectors.evidence import REQUIREMENTS


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    """Page of the five steps, the lowest first."""
    steps = [{"code": one.value, "label": one.label, "requirement": REQUIREMENTS[one]} for one in EvidenceLevel]
    return render(request, "cases/pages/evidence.html", {"steps": steps, "months": settings.CASE_CONFIRM_MONTHS})
