"""Languages of a page: where a translation is begun, or a text is declared to be one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.models import Locale

from cases.models import CaseStudyPage
from cases.services.translation.drafts import begin_translation
from cases.viewsets.admin_page import AdminPage

from .page import may_write, name_of


class LanguagesView(AdminPage, TemplateView):
    """Page of the languages a text is translated into, where a new translation begins."""

    template_name = "cases/admin/translate.html"
    page_title = gettext_lazy("Translate")
    header_icon = "globe"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.source = get_object_or_404(CaseStudyPage.objects.select_related("locale"), pk=kwargs["page_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.source.permissions_for_user(request.user).can_translate():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.source.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = {
            page.locale.language_code: page
            for page in CaseStudyPage.objects.filter(translation_key=self.source.translation_key).select_related(
                "locale"
            )
        }
        codes = [code for code, _name in settings.LANGUAGES if code != self.source.locale.language_code]
        rows = [self._row(code, pages.get(code)) for code in codes]
        return {
            **super().get_context_data(**kwargs),
            "rows": rows,
            "source": self.source,
            "language": name_of(self.source.locale.language_code),
        }

    def _row(self, code: str, page: CaseStudyPage | None) -> dict[str, Any]:
        row: dict[str, Any] = {"code": code, "name": name_of(code), "page": page}
        if page is not None:
            draft = page.get_latest_revision_as_object()
            may_edit = page.permissions_for_user(self.request.user).can_edit()
            is_ours = draft.translated_from == self.source.locale.language_code
            row |= {
                "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else "",
                "url": reverse("case_translation", args=[page.pk]) if may_edit and is_ours else "",
                "may_begin": may_edit and not is_ours,
                "translates": name_of(draft.translated_from) if draft.translated_from and not is_ours else "",
            }
        else:
            row["may_begin"] = True
        return row

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        locale = get_object_or_404(Locale, language_code=request.POST.get("language", ""))
        page = CaseStudyPage.objects.filter(translation_key=self.source.translation_key, locale=locale).first()
        if page is not None and not may_write(page, request.user):
            raise PermissionDenied
        try:
            target = begin_translation(self.source, locale, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("case_translate", self.source.pk)
        return redirect("case_translation", target.pk)
