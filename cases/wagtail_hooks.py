"""Registers what the admin shows. Registration only."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from cases.models import Case
from cases.viewsets.knowledge import CasePermissionPolicy, KnowledgeViewSetGroup

register_permission_policy(Case, CasePermissionPolicy(Case))


@hooks.register("register_admin_viewset")
def register_knowledge_viewsets() -> KnowledgeViewSetGroup:
    """Cases, cities, topics, units, roles."""
    return KnowledgeViewSetGroup()
