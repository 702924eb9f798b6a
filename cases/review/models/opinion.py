"""Opinions that experts sign on cases."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.models.localized_text import LocalizedTextField
from cases.review.choices import OpinionState


class ExpertOpinion(models.Model):
    """Opinion on a case, signed by an expert with name and function; revocable at any time.

    ``name`` and ``function`` are as they were on the day it was signed. It is shown when an editor has let it, and is
    another thing than that the case is published, and than its evidence level.
    """

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="expert_opinions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    function = LocalizedTextField(_("function"))
    text = LocalizedTextField(_("opinion"), multiline=True)
    state = models.CharField(_("state"), max_length=8, choices=OpinionState, default=OpinionState.SIGNED)
    signed_on = models.DateField(_("signed on"))
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_on = models.DateField(_("revoked on"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("expert opinion")
        verbose_name_plural = _("expert opinions")
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_running_opinion",
                fields=["case", "person"],
                condition=~models.Q(state="revoked"),
            )
        ]

    def __str__(self) -> str:
        """Case and number alone: the history of the site keeps this text."""
        return f"{self.case.code} · {self.pk}"

    @property
    def is_shown(self) -> bool:
        """Whether readers see it."""
        return self.state == OpinionState.SHOWN
