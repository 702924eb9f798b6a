"""Import runs of files of cases: the file, its outcome, and the journal by which it can be undone."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .jobs import Job


class ImportStage(models.TextChoices):
    """Stages of an import run: columns of a sheet of others are matched; check, import, undo."""

    MATCH = "match", pgettext_lazy("stage of an import", "Columns to be matched")
    CHECK = "check", pgettext_lazy("stage of an import", "Checking")
    IMPORT = "import", pgettext_lazy("stage of an import", "Importing")
    UNDO = "undo", pgettext_lazy("stage of an import", "Undoing")


def import_storage() -> Storage:
    """Storage of import files: a folder that no URL leads to."""
    return FileSystemStorage(location=settings.IMPORT_DIR, base_url=None, file_permissions_mode=0o600)


class ImportRun(Job):
    """Import run of a file. The file is checked first; nothing is written until a person confirms the check."""

    file = models.FileField(_("file"), storage=import_storage, blank=True, max_length=200)
    file_name = models.CharField(_("file"), max_length=200)
    publish = models.BooleanField(_("publish"), default=False)
    force = models.BooleanField(_("overwrite what was edited here"), default=False)
    columns = models.JSONField(null=True, default=None, editable=False)  # matched with the headings of its sheet
    stage = models.CharField(_("stage"), max_length=10, choices=ImportStage, default=ImportStage.CHECK, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class ThesaurusImport(models.Model):
    """Import of a thesaurus file, with what is needed to undo it.

    ``before``: topics that it changed, as concept records, by code; ``after``: fingerprints of all that it wrote;
    ``redirects``: codes that it led to topics; ``scheme``: the description of the thesaurus before it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict)
    redirects = models.JSONField(default=list)
    scheme = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import of topics")
        verbose_name_plural = _("imports of topics")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class KnownMatching(models.Model):
    """Matching of a set of headings with our columns, as somebody chose it last; sheets with these get it again."""

    signature = models.CharField(max_length=64, unique=True)
    matching = models.JSONField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    updated_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.signature


class ImportedKind(models.TextChoices):
    """Kinds of object that an import makes or changes."""

    CASE = "case", _("Case")
    CITY = "city", _("City")
    UNIT = "unit", _("Unit")
    ROLE = "role", _("Partner role")


class ImportedItem(models.Model):
    """Object that an import made or changed. ``before`` is empty where it was made; ``after`` tells later edits."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=ImportedKind)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=200)
    line = models.PositiveIntegerField(default=0)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict)
    undone = models.CharField(max_length=20, blank=True)  # "undone", or why not: a key of services.imports.undo.REASONS

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
