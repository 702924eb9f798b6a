"""The outbox: which cases an engine has yet to hear of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxEntry(models.Model):
    """A case changed. Written in the transaction of the change; its id is the version of the document it leads to."""

    # Not a foreign key: the entry outlives a case that was deleted.
    code = models.CharField(_("code of the case"), max_length=12)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox entries")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.id}: {self.code}"
