"""Completeness of a page, which its form asks for each time it saved itself."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cases.models import CaseStudyPage


def completeness(request: HttpRequest, page_id: int) -> HttpResponse:
    """Completeness panel of the latest draft, for those who may edit it."""
    page = get_object_or_404(CaseStudyPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return render(request, "cases/panels/completeness_list.html", {"page": page.get_latest_revision_as_object()})
