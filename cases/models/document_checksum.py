"""Checksums of the library's documents, by which an import finds the document that a file names."""

from django.db import models
from wagtail.documents import get_document_model_string


class DocumentChecksum(models.Model):
    """SHA-256 of a document. ``file``: name of the stored file it was read from, since that can be replaced."""

    document = models.OneToOneField(get_document_model_string(), on_delete=models.CASCADE, related_name="checksum")
    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.sha256
