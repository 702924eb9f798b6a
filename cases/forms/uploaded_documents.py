"""The form of an uploaded document."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm

from cases.uploads.documents import check_document


class UploadedDocumentForm(BaseDocumentForm):
    """Refuses at the field what is not the document its name says."""

    def clean_file(self) -> Any:
        """The file, checked by its content when it is a new one."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_document(file, file.name)
        return file
