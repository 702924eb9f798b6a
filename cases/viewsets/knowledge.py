"""Viewsets of the admin for everything that is not a page."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cases.forms.cases import CaseForm
from cases.models import Case, CaseStudyPage, PartnerRole, Unit
from cases.models.form_slots import CasePanels
from cases.selectors.newsroom_search import PageSearch

from .case_form import CaseEditView
from .cities import CityViewSet
from .deletion import ProtectedDeleteView
from .guarded_edit import GuardedEditView
from .imports import ImportViewSet
from .topics import TopicViewSet


class CaseIndexView(IndexView):
    """List of cases, searched as their pages are."""

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        pages = CaseStudyPage.objects.filter(PageSearch().found(self.search_query))
        return queryset.filter(Q(pk__in=pages.values("case_id")) | Q(import_id__icontains=self.search_query))


class CasePermissionPolicy(ModelPermissionPolicy):
    """Permission policy by which nobody adds a case: cases are made with their first page."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


class KnowledgeViewSet(ModelViewSet):
    """Base of the viewsets of cases, units and roles."""

    edit_view_class = GuardedEditView
    edit_template_name = "cases/admin/guarded_edit.html"
    delete_view_class = ProtectedDeleteView
    add_to_admin_menu = False
    list_export: list[str] = []


class CaseViewSet(KnowledgeViewSet):
    """Viewset of cases, which are made with their first page and never added here."""

    model = Case
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Cases: indicators, adoptions")
    list_display = ["code", "import_id", "created_at"]
    search_fields = ["code", "import_id", "pages__title"]
    search_backend_name = None
    index_view_class = CaseIndexView
    edit_view_class = CaseEditView
    edit_template_name = "cases/admin/case_edit.html"
    inspect_view_enabled = False
    edit_handler = CasePanels(Case.panels, base_form_class=CaseForm)


class VocabularyViewSet(KnowledgeViewSet):
    """Base of the viewsets of vocabularies that editors can extend."""

    form_fields = ["code", "label"]
    list_display = ["code", "__str__"]
    search_fields = ["code", "label"]
    search_backend_name = None


class UnitViewSet(VocabularyViewSet):
    """Viewset of units of indicators."""

    model = Unit
    icon = "list-ol"


class PartnerRoleViewSet(VocabularyViewSet):
    """Viewset of roles of partners."""

    model = PartnerRole
    icon = "group"


class KnowledgeViewSetGroup(ViewSetGroup):
    """Menu of the knowledge base, with all its viewsets."""

    menu_label = gettext_lazy("Knowledge base")
    menu_icon = "folder-open-inverse"
    menu_order = 150
    items = (CaseViewSet, CityViewSet, TopicViewSet, UnitViewSet, PartnerRoleViewSet, ImportViewSet)
