"""Screen of a translation beside its source, piece by piece. Writes into the draft of a page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.widgets.button import HeaderButton

from cases.selectors.localized_format import number
from cases.selectors.translation.difference import difference
from cases.selectors.translation.glossary import Term, terms_in
from cases.selectors.translation.sheet import Segment, Sheet, State
from cases.selectors.translation.unnamed import unnamed
from cases.services.translation.drafts import Change, Outcome, save_translation

from .page import TranslationPage, may_write, name_of

STATES = {
    State.NEW: gettext_lazy("not translated yet"),
    State.CHANGED: gettext_lazy("the source was changed"),
    State.UNCHECKED: gettext_lazy("not confirmed yet"),
    State.DONE: gettext_lazy("translated"),
}


class TranslationView(TranslationPage, TemplateView):
    """Screen of a translation beside its source. Saves changes; hands back, with the reason, any it could not save."""

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
            "unnamed": unnamed(sheet.draft, there),
            "homeless": outcome.homeless,
            "done": sheet.done,
            "total": len(rows),
            "source": self.source,
            "target": self.target,
            "source_language": get_language_info(there) | {"here": name_of(there)},
            "target_language": get_language_info(here) | {"here": name_of(here)},
            "is_locked": not may_write(self.target, self.request.user),
            "is_unsaved": bool(typed),
        }


def _row(segment: Segment, terms: list[Term], typed: dict[str, str], outcome: Outcome) -> dict[str, Any]:
    text = typed.get(segment.key, segment.text)
    return {
        "segment": segment,
        "difference": difference(segment.before, segment.source) if segment.before else [],
        "text": text,
        "rows": min(12, 2 + max(len(text), len(segment.source)) // 70),
        "state": STATES[segment.state],
        "is_done": segment.state == State.DONE,
        "may_confirm": bool(segment.text) and segment.state != State.DONE,
        "terms": terms,
        "problem": outcome.problems.get(segment.key, ""),
    }
