"""Base of the screens of a translation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import CaseStudyPage
from cases.selectors.languages import language_name
from cases.selectors.localized_format import active_language
from cases.services.translation.drafts import source_of
from cases.viewsets.admin_page import AdminPage


def name_of(code: str) -> str:
    """Name of a language in the reader's own."""
    return capfirst(language_name(code, active_language()))


def may_write(page: CaseStudyPage, user: Any) -> bool:
    """Whether the user may edit a page and nobody locked it."""
    tester = page.permissions_for_user(user)
    return bool(tester.can_edit() and not tester.page_locked())


class TranslationPage(AdminPage):
    """Base of the screens of a translation, with its permission check and its source."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.target = get_object_or_404(CaseStudyPage.objects.select_related("locale"), pk=kwargs["page_id"])
        self.source: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.target.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.source = source_of(self.target)
        if self.source is None:
            messages.error(request, _("This text is not a translation, or the text it translates is gone."))
            return redirect("wagtailadmin_pages:edit", self.target.pk)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response
