"""PO files of a translation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from cases.selectors.localized_format import number
from cases.services.translation.po_files import MAX_BYTES, PoOutcome, read_po, write_po

from .page import TranslationPage, may_write


class PoDownloadView(TranslationPage, View):
    """Download of a translation as a PO file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(
            write_po(self.source, self.target), content_type="text/x-gettext-translation; charset=utf-8"
        )
        code = self.target.case.code if self.target.case else self.target.pk
        name = f"{code}-{self.source.locale.language_code}-{self.target.locale.language_code}.po"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class PoUploadView(TranslationPage, View):
    """Upload of a PO file. Texts that somebody changed here meanwhile are not overwritten."""

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
