"""Pages and files that are private to “anybody who is logged in”: here anybody can make an account.

Wagtail's choice means people of the house, so it asks for a role as well. Others find nothing.
"""

from typing import Any

from django.http import Http404, HttpRequest
from wagtail.models import BaseViewRestriction


def keep_page_private(page: Any, request: HttpRequest, *args: Any) -> None:
    """Raises Http404 for a private page and somebody without a role."""
    _keep(page.get_view_restrictions(), request)


def keep_document_private(document: Any, request: HttpRequest) -> None:
    """Raises Http404 for a private document and somebody without a role."""
    _keep(document.collection.get_view_restrictions(), request)


def _keep(restrictions: Any, request: HttpRequest) -> None:
    user = request.user
    if not user.is_authenticated or user.has_perm("wagtailadmin.access_admin"):
        return  # Wagtail sends away whoever is not logged in
    if any(one.restriction_type == BaseViewRestriction.LOGIN for one in restrictions):
        raise Http404
