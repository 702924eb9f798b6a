"""Form that takes a thesaurus file: the file is checked first, and its checked content then imported."""

import secrets
from contextlib import suppress
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models.imports import import_storage

MAX_BYTES = 20_000_000
SALT = "cases.thesaurus-file"
VALID_FOR = 3600 * 12  # seconds between check and import


class ThesaurusFileForm(forms.Form):
    """Form that takes a thesaurus file, or the token of a checked one."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("SKOS as Turtle or RDF/XML, or our JSON. Nothing is written before you confirm."),
        widget=forms.FileInput(attrs={"accept": ".ttl,.rdf,.xml,.json"}),
    )
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    force = forms.BooleanField(
        label=gettext_lazy("Overwrite what was edited here since the last import"), required=False
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """Puts the bytes of the file under ``content``."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if file and file.size > MAX_BYTES:
            self.add_error("file", _("The file is larger than %(size)s MB.") % {"size": MAX_BYTES // 1_000_000})
        elif file:
            cleaned["content"], cleaned["file_name"] = file.read(), file.name or ""
        elif cleaned.get("token"):
            cleaned["content"] = self._kept(cleaned["token"], cleaned)
        elif "file" not in self.errors:
            self.add_error("file", ValidationError(_("Choose a file.")))
        return cleaned

    def keep(self, content: bytes) -> str:
        """Keeps checked content until it is confirmed, with the name of its file; returns the token for it."""
        name = import_storage().save(f"thesaurus-{secrets.token_hex(8)}", ContentFile(content))
        return signing.dumps(
            {"name": name, "user": self.user.pk, "file": self.cleaned_data.get("file_name", "")[:200]}, salt=SALT
        )

    def forget(self) -> None:
        """Deletes the content that the token leads to."""
        with suppress(signing.BadSignature, OSError):
            import_storage().delete(signing.loads(self.cleaned_data["token"], salt=SALT)["name"])

    def _kept(self, token: str, cleaned: dict[str, Any]) -> bytes | None:
        try:
            told = signing.loads(token, salt=SALT, max_age=VALID_FOR)
            if told["user"] != self.user.pk:
                raise signing.BadSignature
            cleaned["file_name"] = str(told.get("file", ""))
            with import_storage().open(told["name"], "rb") as file:
                content: bytes = file.read()
                return content
        except (signing.BadSignature, OSError):
            self.add_error("file", _("The file that was checked is no longer there: choose it again."))
            return None
