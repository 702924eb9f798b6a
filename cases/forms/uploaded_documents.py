"""Form of an uploaded document."""

from typing import Any

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
