"""What search remembers in the database: entries to work off and for whom, known words, vectors, what was asked."""

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

EMBEDDED = "embedded"  # the engine of rows that were written when there was one


# States of an entry, said once for all who ask: it has yet to be brought, or was given up.
WAITS = models.Q(applied_at=None, parked_at=None)
PARKED = models.Q(applied_at=None, parked_at__isnull=False)


class Machine(models.Model):
    """A machine that keeps an embedded index on its own disk: every change leaves an entry for it."""

    id = models.CharField(max_length=8, primary_key=True)  # lies in the folder of its indexes
    host = models.CharField(max_length=200, blank=True, default="", db_default="")  # for people; may change
    first_seen_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()
    built_at = models.DateTimeField(null=True, blank=True)  # since then its index lacks nothing; never, while null

    class Meta:
        ordering = ["host", "id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.host} {self.id}".strip()


class OutboxEntry(models.Model):
    """A case changed, and an engine has to learn of it. Written in the transaction of the change.

    It waits (perhaps until ``next_attempt_at``), is applied and then deleted, or is parked after too many failures.
    """

    # Not a foreign key: the entry outlives a case that was deleted. Defaults are the database's as well, since
    # processes of the version before write here while this one is rolled out.
    code = models.CharField(_("code of the case"), max_length=12)
    engine = models.CharField(_("engine"), max_length=20, default=EMBEDDED, db_default=EMBEDDED)
    # Not a foreign key either: whose index it is for; "" for an engine that all share, and where no machine is known.
    machine = models.CharField(_("machine"), max_length=8, blank=True, default="", db_default="")
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True, default="", db_default="")
    created_at = models.DateTimeField(_("waiting since"), auto_now_add=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    parked_at = models.DateTimeField(_("parked"), null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)  # kept only while a rebuild may have to replay it

    class Meta:
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox entries")
        ordering = ["id"]
        indexes = [models.Index(fields=["engine", "machine", "code"], name="outbox_of_a_machine")]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return f"{self.id}: {self.code} ({self.engine})"


class IndexVersion(models.Model):
    """The counter that versions of documents are drawn from: one row."""

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)


class VectorEntry(models.Model):
    """The document of a case was indexed; its vector has yet to follow."""

    code = models.CharField(max_length=12)  # perhaps more than once: it changed again
    engine = models.CharField(max_length=20, default=EMBEDDED, db_default=EMBEDDED)
    machine = models.CharField(max_length=8, blank=True, default="", db_default="")  # as of an OutboxEntry
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.code


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

    def __str__(self) -> str:
        return self.spelling


class SearchedQuery(models.Model):
    """What was searched on a day, how often, and how much was found. Nobody's: no person, address or time of day."""

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
