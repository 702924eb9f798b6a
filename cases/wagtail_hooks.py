"""Registers what the admin shows. Registration only."""

from typing import Any

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy

from cases.models import Case
from cases.viewsets.bulk import BulkRunView
from cases.viewsets.knowledge import CasePermissionPolicy, KnowledgeViewSetGroup
from cases.viewsets.reports import report_menu_items, report_urls

register_permission_policy(Case, CasePermissionPolicy(Case))


@hooks.register("register_admin_viewset")
def register_knowledge_viewsets() -> KnowledgeViewSetGroup:
    """Cases, cities, topics, units, roles."""
    return KnowledgeViewSetGroup()


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    """Reports on cases, and what is done to many of them."""
    return [*report_urls(), path("cases/bulk/<int:pk>/", BulkRunView.as_view(), name="bulk_run")]


@hooks.register("construct_reports_menu")
def add_reports_on_cases(request: Any, menu_items: list[MenuItem]) -> None:
    """Among the reports, for those who may see them."""
    menu_items += [item for item in report_menu_items() if item.is_shown(request)]
