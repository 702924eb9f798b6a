"""Form that takes several pictures at once; each is right or refused by itself."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .images import CleanedImageFormField

MOST_FILES = 20  # as many as a gallery holds


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """File that was not taken: its name, and why."""

    name: str
    reason: str


class SeveralFilesInput(forms.ClearableFileInput):
    """Input for files of which several can be chosen."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SeveralPicturesField(forms.FileField):
    """Field that gives the pictures that are right, with their names, and remembers what was refused."""

    widget = SeveralFilesInput(attrs={"accept": "image/*"})

    def clean(self, data: Any, initial: Any = None) -> tuple[list[tuple[str, Any]], list[RefusedFile]]:
        files = [file for file in (data if isinstance(data, list) else [data]) if file]
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        right: list[tuple[str, Any]] = []
        refused: list[RefusedFile] = []
        for file in files:
            if len(right) >= MOST_FILES:
                refused.append(RefusedFile(file.name, str(_("There is no room for it: a case has up to 20 pictures."))))
                continue
            try:
                right.append((file.name, CleanedImageFormField().clean(file)))
            except ValidationError as error:
                refused.append(RefusedFile(file.name, " ".join(error.messages)))
        return right, refused


class SeveralPicturesForm(forms.Form):
    """Form for the pictures of a case."""

    pictures = SeveralPicturesField(
        label=_("pictures"),
        help_text=_("Choose as many as you like. What each shows is asked in the form of the case afterwards."),
    )
