"""Form of a picture, wherever in the admin it is uploaded."""

from typing import Any

from django.forms.fields import FileField
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cases.models.images import CleanedFile
from cases.selectors.localized_format import digits


class CleanedImageFormField(WagtailImageField):
    """Image field that gives the cleaned picture, and refuses a file that is no picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text: str = digits(str(self.help_text))

    def to_python(self, data: Any) -> Any:
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        return super().to_python(CleanedFile.of(upload, upload.name or ""))


class CaseImageForm(BaseImageForm):
    """Form of Wagtail with the cleaned image field in place of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = CleanedImageFormField(
                label=given.label, required=given.required, widget=given.widget, initial=given.initial
            )
