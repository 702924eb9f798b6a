"""The thesaurus: a tree of topics with labels in several languages, after SKOS."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.choices import LabelKind

from .lines import LinesJSONField
from .localized_text import LocalizedTextField, resolve

validate_code = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", _("Use lower-case Latin letters, digits and hyphens."))


class Topic(models.Model):
    """Concept of the thesaurus. Its code is stable in URLs, index and API; its labels are what people type and read."""

    code = models.CharField(_("code"), max_length=80, unique=True, validators=[validate_code])
    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader topic"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    definition = LocalizedTextField(_("definition"), blank=True)
    briefing = LocalizedTextField(
        _("briefing"),
        blank=True,
        multiline=True,
        db_default=models.Value("{}"),
        help_text=_("What tends to work and what tends to fail, for whoever opens the page of the topic."),
    )
    related = models.ManyToManyField("self", verbose_name=_("related topics"), blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    deprecated = models.BooleanField(
        _("deprecated"),
        db_column="retired",  # the name that the version before reads as well
        default=False,
        help_text=_("No longer offered for new cases; its page, its cases and searches for it stay."),
    )
    # Addresses of the same concept in thesauri elsewhere, such as the one it was imported from (skos:exactMatch).
    exact_match = LinesJSONField(
        _("addresses elsewhere"), default=list, db_default=models.Value("[]"), blank=True, editable=False
    )
    import_hash = models.CharField(max_length=64, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.label(get_language() or settings.LANGUAGE_CODE)

    def label(self, language: str) -> str:
        """Preferred label for a reader of ``language``; reads ``labels``, so prefetch them for a list."""
        return resolve(self.preferred_labels(), language).text or self.code

    def preferred_labels(self) -> dict[str, str]:
        """Preferred label per language; none of a topic that was deleted or not saved yet."""
        if self.pk is None:
            return {}
        return {label.language: label.text for label in self.labels.all() if label.kind == LabelKind.PREFERRED}


class TopicRedirect(models.Model):
    """Code of a topic that a merge took away; a request for it is led to the topic that took it over."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="redirects")

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.code


class TopicLabel(models.Model):
    """Label of a topic in one language: a word or phrase."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(_("kind"), max_length=12, choices=LabelKind)
    text = models.CharField(_("label"), max_length=200)
    position = models.PositiveIntegerField(default=0)
    # The key this row claims for its topic; null on a second spelling of a key that the same topic claims already.
    # Unique per language, so that the database itself refuses a label claimed by two topics.
    claim = models.CharField(max_length=200, null=True, editable=False)

    class Meta:
        ordering = ["kind", "language", "position"]
        constraints = [
            models.UniqueConstraint(fields=["language", "claim"], name="label_claimed_once"),
            models.UniqueConstraint(fields=["topic", "language", "text"], name="label_written_once"),
            models.UniqueConstraint(
                fields=["topic", "language"], condition=models.Q(kind="preferred"), name="one_preferred_label"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ConceptScheme(models.Model):
    """Concept scheme: the thesaurus file's description of itself, besides the concepts. One row."""

    description = models.JSONField(_("description"), default=dict)

    def __str__(self) -> str:
        return str(self.description.get("id", ""))
