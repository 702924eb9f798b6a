"""Form of an uploaded document."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from cases.uploads.documents import check_document


class UploadedDocumentForm(BaseDocumentForm):
    """Form of a document, which refuses a file that is not the document its name says."""

    def clean_file(self) -> Any:
        """File of the document, checked by its content when it is a new one."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_document(file, file.name)
        return file

    def add_error(self, field: str | None, error: Any) -> None:
        """Adds an error, but none of a file that the form does not ask for, since it was checked when it came."""
        if field is None and isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            of_fields = {name: errors for name, errors in error.error_dict.items() if name in (*self.fields, "__all__")}
            error.error_dict = of_fields
        super().add_error(field, error)
