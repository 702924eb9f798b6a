"""Form that takes a file of cases."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.services.imports.permits import Permits


class ImportForm(forms.Form):
    """Form that takes a file of cases. It judges the file's size only; the check of the import judges the content."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Excel (.xlsx), CSV or JSON Lines. Nothing is written before you have seen the check."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt,.jsonl"}),
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
