"""Models of search: the log of changes, refused documents, known words, vectors, queries by day."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EMBEDDED = "embedded"  # the engine that every node has, on its own disk


class OutboxEntry(models.Model):
    """A row of the log that indexes read on. Written in the transaction of a change; never changed but for its number.

    See ``search.sync.log``.
    """

    class Kind(models.TextChoices):
        """Kinds of rows of the log."""

        DOCUMENT = "document"  # its document changed, or it has none any more
        WANTED = "wanted"  # its vector is to be computed, though its document is as it was
        VECTOR = "vector"  # its vector was computed
        START = "start"  # of no case: the log began

    # Not a foreign key: the row outlives a case that was deleted.
    code = models.CharField(_("code of the case"), max_length=12)
    # Defaults are the database's as well, since processes of another version write here while one is rolled out.
    kind = models.CharField(max_length=8, default=Kind.DOCUMENT, db_default=Kind.DOCUMENT)
    number = models.BigIntegerField(null=True, unique=True)  # given once it is committed
    created_at = models.DateTimeField(_("waiting since"), auto_now_add=True)

    class Meta:
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox entries")
        ordering = ["id"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return f"{self.number}: {self.code} ({self.kind})"


class RefusedDocument(models.Model):
    """A document that an index did not take: it waits for its next attempt, or was given up after too many."""

    index = models.CharField(max_length=200)  # its name, which is the same on no two nodes
    code = models.CharField(_("code of the case"), max_length=12)
    engine = models.CharField(_("engine"), max_length=20)
    host = models.CharField(_("node"), max_length=200, blank=True)  # for people; empty where all nodes share the index
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("waiting since"), auto_now_add=True)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    parked_at = models.DateTimeField(_("parked"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["index", "code"], name="refused_once_an_index")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.code} ({self.index})"


class IndexVersion(models.Model):
    """The counter that versions of documents and numbers of the log are drawn from: one row."""

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)


class VectorPosition(models.Model):
    """Position in the log of the reader that computes the vectors of cases by a model."""

    model = models.CharField(max_length=120, unique=True)
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.model}: {self.number}"


class TextVector(models.Model):
    """The vector of a text by a model, under the hash of the text, so that nothing is embedded twice."""

    model = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    vector = models.BinaryField()  # float32, little-endian, of length 1

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "digest"], name="text_embedded_once")]

    def __str__(self) -> str:
        return f"{self.model}: {self.digest[:12]}"


class CaseVector(models.Model):
    """The one vector of a case by a model: what an engine is given, also by a rebuild."""

    model = models.CharField(max_length=120)
    code = models.CharField(max_length=12)
    vector = models.BinaryField()  # float32, little-endian, of length 1
    computed_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "code"], name="case_embedded_once")]

    def __str__(self) -> str:
        return f"{self.model}: {self.code}"


class KnownWord(models.Model):
    """A folded, unstemmed word of an indexed document: what a misspelling may have meant.

    A word may outlive its last document until the next rebuild, so the index is asked before one is offered.
    """

    form = models.CharField(max_length=64, primary_key=True)
    spelling = models.CharField(max_length=80)  # as an author wrote it
    skeleton = models.CharField(max_length=32, default="", db_default="", db_index=True)  # of one in Arabic script

    def __str__(self) -> str:
        return self.spelling


class SearchedQuery(models.Model):
    """Query of a day: how often it was searched, and how much was found. Without person, address or time of day."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=12)
    key = models.CharField(max_length=200)  # folded, so that spellings count together
    text = models.CharField(_("query"), max_length=200)
    searches = models.PositiveIntegerField(_("searches"), default=0)
    total = models.PositiveIntegerField(_("cases found, last time"), default=0)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        # In this order, so that its index also finds the last day of a query.
        constraints = [models.UniqueConstraint(fields=["language", "key", "day"], name="counted_once_a_day")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.text
