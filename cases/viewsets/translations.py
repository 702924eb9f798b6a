"""The screens of translators: which languages, piece by piece, PO files. All write into the draft of a page."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale

from cases.models import CaseStudyPage
from cases.selectors.glossary import Term, terms_in
from cases.selectors.languages import language_name
from cases.selectors.reader_format import number, reader_language
from cases.selectors.translation_sheet import Segment, Sheet, State
from cases.services.po_files import MAX_BYTES, PoOutcome, read_po, write_po
from cases.services.translations import Change, Outcome, begin_translation, save_translation, source_of

from .admin_page import AdminPage

STATES = {
    State.NEW: gettext_lazy("not translated yet"),
    State.CHANGED: gettext_lazy("the source was changed"),
    State.UNCHECKED: gettext_lazy("not confirmed yet"),
    State.DONE: gettext_lazy("translated"),
}


def name_of(code: str) -> str:
    """A language in the reader's own."""
    return capfirst(language_name(code, reader_language()))


class LanguagesView(AdminPage, TemplateView):
    """Into which languages a text is translated, and where a new translation begins."""

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


class TranslationPage(AdminPage):
    """What the screens of one translation share: who may see them, and its source."""

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
        return super().dispatch(request, *args, **kwargs)


class TranslationView(TranslationPage, TemplateView):
    """A translation beside its source. Saves what was written; hands back, with the reason, what it could not."""

    template_name = "cases/admin/translation.html"
    page_title = gettext_lazy("Translation")
    header_icon = "globe"

    def get_page_subtitle(self) -> str:
        return str(self.target.get_admin_display_title())

    def get_header_buttons(self) -> list[Any]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.target.pk])
        preview = reverse("wagtailadmin_pages:view_draft", args=[self.target.pk])
        return [
            HeaderButton(label=_("Form of the page"), url=edit, icon_name="edit"),
            HeaderButton(label=_("View draft"), url=preview, icon_name="view"),
        ]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        changes = [
            Change(
                key,
                request.POST.get(f"text-{key}", ""),
                request.POST.get(f"base-{key}", ""),
                f"same-{key}" in request.POST,
            )
            for key in dict.fromkeys(request.POST.getlist("key"))
        ]
        if not may_write(self.target, request.user):
            messages.error(request, _("The page is locked, so nothing was saved. What you wrote is still below."))
            outcome = Outcome(problems={change.key: "" for change in changes})
            return self._again(outcome, changes)
        outcome = save_translation(self.source, self.target, changes, request.user)
        if outcome.problems or outcome.homeless:
            messages.error(request, _("Not everything could be saved: see below."))
            return self._again(outcome, changes)
        self._report(outcome)
        return redirect("case_translation", self.target.pk)

    def _again(self, outcome: Outcome, changes: list[Change]) -> HttpResponse:
        typed = {change.key: change.text for change in changes if change.key in outcome.problems}
        context = self.get_context_data(typed=typed, outcome=outcome)
        return self.render_to_response(context, status=422)

    def _report(self, outcome: Outcome) -> None:
        if outcome.is_complete:
            messages.success(
                self.request, _("The draft says all that its source says. It can be submitted in its form.")
            )
        else:
            saved = ngettext("%(count)s text was saved.", "%(count)s texts were saved.", outcome.taken)
            messages.success(self.request, saved % {"count": number(outcome.taken)})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outcome, typed = kwargs.pop("outcome", Outcome()), kwargs.pop("typed", {})
        sheet = Sheet(self.source, self.target)
        here, there = self.target.locale.language_code, self.source.locale.language_code
        terms = terms_in([segment.source for segment in sheet.segments], there, here)
        rows = [_row(segment, found, typed, outcome) for segment, found in zip(sheet.segments, terms, strict=True)]
        return {
            **super().get_context_data(**kwargs),
            "rows": rows,
            "homeless": outcome.homeless,
            "done": sheet.done,
            "total": len(rows),
            "source": self.source,
            "target": self.target,
            "source_language": get_language_info(there) | {"here": name_of(there)},
            "target_language": get_language_info(here) | {"here": name_of(here)},
            "is_locked": not may_write(self.target, self.request.user),
        }


def _row(segment: Segment, terms: list[Term], typed: dict[str, str], outcome: Outcome) -> dict[str, Any]:
    text = typed.get(segment.key, segment.text)
    return {
        "segment": segment,
        "text": text,
        "rows": min(12, 2 + max(len(text), len(segment.source)) // 70),
        "state": STATES[segment.state],
        "is_done": segment.state == State.DONE,
        "may_confirm": bool(segment.text) and segment.state != State.DONE,
        "terms": terms,
        "problem": outcome.problems.get(segment.key, ""),
    }


class PoDownloadView(TranslationPage, View):
    """The translation as a PO file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(
            write_po(self.source, self.target), content_type="text/x-gettext-translation; charset=utf-8"
        )
        code = self.target.case.code if self.target.case else self.target.pk
        name = f"{code}-{self.source.locale.language_code}-{self.target.locale.language_code}.po"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class PoUploadView(TranslationPage, View):
    """A PO file that comes back. Nothing that somebody changed here meanwhile is written over."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = request.FILES.get("file")
        if not may_write(self.target, request.user):
            messages.error(request, _("The page is locked, so nothing was saved."))
        elif file is None:
            messages.error(request, _("Choose a file."))
        else:
            try:
                self._report(read_po(self.source, self.target, file.read(MAX_BYTES + 1), request.user))
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
        return redirect("case_translation", self.target.pk)

    def _report(self, outcome: PoOutcome) -> None:
        taken = ngettext(
            "%(count)s text was taken from the file.", "%(count)s texts were taken from the file.", outcome.taken
        )
        messages.success(self.request, taken % {"count": number(outcome.taken)})
        for label, texts in [
            (_("Left as they are, since they were changed here after the download:"), outcome.kept),
            (_("Left out, since the source no longer has them:"), outcome.unknown),
            (_("Refused:"), [f"{text} ({problem})" for text, problem in outcome.refused]),
        ]:
            if texts:
                messages.warning(self.request, f"{label} " + " | ".join(f"“{text[:80]}”" for text in texts[:10]))


def may_write(page: CaseStudyPage, user: Any) -> bool:
    """Whether the user may edit a page and nobody locked it."""
    tester = page.permissions_for_user(user)
    return bool(tester.can_edit() and not tester.page_locked())
