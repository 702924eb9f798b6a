"""Form that takes a file of cases."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.records.messages import problem_text
from cases.records.sheets.encodings import ENCODINGS, in_utf8
from cases.records.sheets.unreadable import UnreadableFile
from cases.services.imports.permits import Permits


def encoding_choices() -> list[tuple[str, Any]]:
    """Encodings that a file may have, each with the languages that are written in it."""
    found = [("", gettext_lazy("Found out (UTF-8 or UTF-16)"))]
    return [*found, *((name, format_lazy("{} – {}", name, languages)) for name, languages in ENCODINGS.items())]


class ImportForm(forms.Form):
    """Form that takes a file of cases. It judges size and encoding only; the check of the import judges the content."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Excel (.xlsx), CSV or JSON Lines. Nothing is written before you have seen the check."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt,.jsonl"}),
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Encoding of a CSV file"),
        required=False,
        choices=encoding_choices,
        help_text=gettext_lazy("Only for a file that is neither UTF-8 nor UTF-16; its check says so."),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish the pages"),
        required=False,
        help_text=gettext_lazy("Otherwise they become drafts. What is incomplete becomes a draft in any case."),
    )
    force = forms.BooleanField(
        label=gettext_lazy("Overwrite what was edited here since the last import"), required=False
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not Permits(user, publish=True).may_add_any():
            del self.fields["publish"]

    def clean_file(self) -> Any:
        """Raises ValidationError for a file larger than ``IMPORT_MAX_MB``."""
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_MAX_MB * 1_000_000:
            raise ValidationError(_("The file is larger than %(size)s MB.") % {"size": settings.IMPORT_MAX_MB})
        return file

    def clean(self) -> dict[str, Any]:
        """Puts a file of another encoding into UTF-8; an encoding that it cannot have is refused at its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if file and cleaned.get("encoding"):
            try:
                cleaned["file"] = File(in_utf8(file, cleaned["encoding"]), name=file.name)
            except UnreadableFile as error:
                text = problem_text(error.code, error.params, str(error))
                place = _("Line %(line)s:") % {"line": error.line}
                self.add_error("encoding", text if error.code == "is_unicode" else f"{place} {text}")
        return cleaned
