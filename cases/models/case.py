"""The identity of a case, whatever language its pages are in."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from cases.choices import ArchiveReason, EvidenceLevel

from .lines import LinesJSONField
from .localized_text import LocalizedTextField


class Case(ClusterableModel):
    """Identity of a practice: a human code with a permanent URL, and the data that live on after publication."""

    translation_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=12, unique=True, editable=False)
    import_id = models.CharField(_("import id"), max_length=120, unique=True, null=True, blank=True, editable=False)
    import_hash = models.CharField(max_length=64, blank=True, editable=False)
    import_media = models.JSONField(default=dict, editable=False)  # records.reader.media_digests, of the last import
    title_translations = LocalizedTextField(
        _("title in languages that have no page"),
        blank=True,
        help_text=_("Shown in lists and found by search until a page in that language is published."),
    )
    summary_translations = LocalizedTextField(_("summary in languages that have no page"), blank=True, multiline=True)
    unverified = LinesJSONField(
        _("unverified claims"),
        default=list,
        blank=True,
        help_text=_("For editors only; never published. One claim a line."),
    )
    editor_note = models.TextField(_("note for editors"), blank=True, help_text=_("Never published."))
    confirm_by = models.DateField(
        _("to be confirmed by"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("By this date the city should say whether what is written still holds."),
    )
    confirmed_on = models.DateField(_("confirmed by the city on"), null=True, editable=False)
    evidence_level = models.CharField(
        _("evidence level"),
        max_length=12,
        choices=EvidenceLevel,
        blank=True,
        default="",
        db_default="",
        help_text=_("Empty: nobody has graded it yet. A level whose requirements the case does not meet is refused."),
    )
    evidence_source = models.CharField(
        _("source of the evaluation"),
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text=_("Key of the source in which somebody else evaluated the practice, such as s1; for the last level."),
    )
    # Number of expert opinions that readers see, kept by whoever shows them.
    signed_opinions = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    archived_on = models.DateField(_("archived on"), null=True, editable=False)
    archive_reason = models.CharField(
        _("archived, since"),
        max_length=12,
        choices=ArchiveReason,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "The case stays at its address and in the search, with this reason and the date; "
            "nobody is asked about it any more."
        ),
    )
    archive_note = LocalizedTextField(_("archived: in one sentence"), blank=True, db_default=models.Value("{}"))
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True  # refers to nothing; written for every case of an import

    panels = [
        FieldPanel("confirm_by"),
        MultiFieldPanel([FieldPanel("evidence_level"), FieldPanel("evidence_source")], heading=_("Evidence")),
        MultiFieldPanel([FieldPanel("archive_reason"), FieldPanel("archive_note")], heading=_("Archive")),
        FieldPanel("title_translations"),
        FieldPanel("summary_translations"),
        MultiFieldPanel([FieldPanel("unverified"), FieldPanel("editor_note")], heading=_("For editors only")),
        InlinePanel("indicators", heading=_("indicators"), label=_("indicator")),
        InlinePanel("adoptions", heading=_("adoptions"), label=_("adoption")),
    ]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def source_keys(self) -> set[str]:
        """Keys of the sources that the pages of the case give."""
        return {key for page in self.pages.all() for key in page.source_keys()}

    def get_absolute_url(self) -> str:
        """Permanent URL of the case, which redirects to the reader's language."""
        return reverse("permanent", args=[self.code])


class CaseCodeCounter(models.Model):
    """Last number given out per prefix; a number is never given twice, so gaps may stay."""

    prefix = models.CharField(max_length=3, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last:04d}"
