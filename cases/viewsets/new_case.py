"""The author's way in: a new case study, from the menu and the first page of the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from cases.models import CaseIndexPage

LABEL = _("New case")


@require_safe
def new_case(request: HttpRequest) -> HttpResponse:
    """Leads to the empty form in the language of the admin, else in another in which the person may write.

    Raises PermissionDenied for whoever may write in none.
    """
    language = get_language() or ""
    indexes = CaseIndexPage.objects.select_related("locale").order_by("pk")
    mine = [page for page in indexes if page.permissions_for_user(request.user).can_add_subpage()]
    if not mine:
        raise PermissionDenied
    chosen = min(mine, key=lambda page: page.locale.language_code != language)
    return redirect("wagtailadmin_pages:add", "cases", "casestudypage", chosen.pk)


def may_write(user: Any) -> bool:
    """Whether a person may add pages somewhere, as the menu asks on every page of the admin."""
    return bool(PagePermissionPolicy().user_has_permission(user, "add"))


class NewCaseMenuItem(MenuItem):
    """Item of the menu that begins a case, for those who may write."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_write(request.user)


class NewCasePanel(Component):
    """Button of the admin's first page that begins a case."""

    name, order = "new-case", 40
    template_name = "cases/admin/new_case.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"url": reverse("case_new")}


def new_case_item() -> NewCaseMenuItem:
    """Item of the main menu, above that of the pages."""
    return NewCaseMenuItem(LABEL, reverse("case_new"), name="new-case", icon_name="plus-inverse", order=50)


def add_new_case_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Puts the button first on the admin's first page, for those who may write."""
    if may_write(request.user):
        panels.append(NewCasePanel())
