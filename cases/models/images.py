"""Pictures with their credit. A file is cleaned before it is stored, by whatever way it comes in."""

from hashlib import file_digest
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from cases.uploads.images import clean_image, stored_name


class CleanedFile(ContentFile):
    """Picture that was cleaned already. ``came_as``: SHA-256 of the file it was made of."""

    came_as = ""

    @classmethod
    def of(cls, file: Any, name: str) -> "CleanedFile":
        """Cleaned picture of a file. Raises ValidationError on a file that is no picture."""
        cleaned = cls(clean_image(file, name), name=stored_name(name))
        file.seek(0)
        cleaned.came_as = file_digest(file, "sha256").hexdigest()
        return cleaned


class CleanedImageFieldFile(WagtailImageFieldFile):
    """File of a picture that is cleaned as it is saved. Raises ValidationError on a file that is no picture."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        if not isinstance(content, CleanedFile):
            content = CleanedFile.of(content, name)
            name = stored_name(name)
        content.seek(0)
        self.instance.sha256 = file_digest(content, "sha256").hexdigest()
        self.instance.came_as_sha256 = content.came_as
        super().save(name, content, save)


class CleanedImageField(WagtailImageField):
    """Image field that stores the cleaned picture and nothing else of a file."""

    attr_class = CleanedImageFieldFile


class CaseImage(AbstractImage):
    """Picture of a practice."""

    file = CleanedImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the picture and under what licence, as it should be named below it."),
    )

    # Of the file as it is stored, and as it came: by either, an import finds the picture that it names. Declared below
    # the file, whose storing sets them. Empty until someone asks: of a picture older than they are.
    sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    came_as_sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    admin_form_fields = (*(name for name in Image.admin_form_fields if name != "description"), "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_caseimage", "Can choose image")]


class CaseRendition(AbstractRendition):
    """Rendition: a size and format of a picture that was asked for once."""

    image = models.ForeignKey(CaseImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
