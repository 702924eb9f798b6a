"""Registers what the admin shows. Registration only."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cases.models import Case
from cases.viewsets.accounts import guard_account, guard_accounts
from cases.viewsets.approval import explain_missing_approval
from cases.viewsets.knowledge import CasePermissionPolicy, KnowledgeViewSetGroup

register_permission_policy(Case, CasePermissionPolicy(Case))

hooks.register("before_edit_page", explain_missing_approval)
hooks.register("before_create_user", guard_account)
hooks.register("before_edit_user", guard_account)
hooks.register("before_delete_user", guard_account)
hooks.register("before_bulk_action", guard_accounts)


@hooks.register("register_admin_viewset")
def register_knowledge_viewsets() -> KnowledgeViewSetGroup:
    """Cases, cities, topics, units, roles."""
    return KnowledgeViewSetGroup()
