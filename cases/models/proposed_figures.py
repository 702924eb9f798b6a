"""Figures proposed for a case that readers know, until somebody else has approved them."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .case import Case


class ProposalState(models.TextChoices):
    """States of proposed figures."""

    WAITING = "waiting", _("waiting for a second person")
    RETURNED = "returned", _("returned with a remark")
    APPROVED = "approved", pgettext_lazy("of figures", "approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("of figures", "withdrawn")


OPEN = (ProposalState.WAITING, ProposalState.RETURNED)


class ProposedFigures(models.Model):
    """Proposal of all figures of a case, as they shall be. A case has one at most that is open.

    ``figures``: its indicators with their measurements, as ``selectors.figures`` makes them; ``base``: digest of the
    public figures that they were written upon. ``writers``: everybody who wrote in it, none of whom approves it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="proposed_figures")
    figures = models.JSONField(encoder=DjangoJSONEncoder, default=list)
    base = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(_("remark"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("proposed figures")
        verbose_name_plural = _("proposed figures")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_proposal", fields=["case"], condition=models.Q(state__in=["waiting", "returned"])
            )
        ]

    def __str__(self) -> str:
        return _("proposed figures of %(case)s") % {"case": self.case.code}

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a person: to decide, or to mend it."""
        return self.state in OPEN
