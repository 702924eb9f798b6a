"""Registers what the admin shows. Registration only."""

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cases.models import Case
from cases.views.completeness import completeness
from cases.viewsets.accounts import guard_account, guard_accounts
from cases.viewsets.approval import (
    explain_incomplete,
    explain_missing_approval,
    keep_incomplete_unpublished,
    remember_workflow,
)
from cases.viewsets.knowledge import CasePermissionPolicy, KnowledgeViewSetGroup

register_permission_policy(Case, CasePermissionPolicy(Case))

hooks.register("before_edit_page", remember_workflow, order=-1)
hooks.register("before_edit_page", explain_missing_approval)
hooks.register("before_edit_page", explain_incomplete)
hooks.register("before_bulk_action", keep_incomplete_unpublished)
hooks.register("before_create_user", guard_account)
hooks.register("before_edit_user", guard_account)
hooks.register("before_delete_user", guard_account)
hooks.register("before_bulk_action", guard_accounts)


@hooks.register("register_admin_urls")
def register_case_urls() -> list[URLPattern]:
    """What the form of a case asks for while it is open."""
    return [path("cases/<int:page_id>/completeness/", completeness, name="case_completeness")]


@hooks.register("insert_global_admin_css")
def link_admin_styles() -> str:
    """The styles of our own panels and widgets."""
    return format_html('<link rel="stylesheet" href="{}">', static("cases/admin.css"))


@hooks.register("register_admin_viewset")
def register_knowledge_viewsets() -> KnowledgeViewSetGroup:
    """Cases, cities, topics, units, roles."""
    return KnowledgeViewSetGroup()
