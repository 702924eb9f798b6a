"""Problems of cases that readers report."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.review.choices import ProblemReason, ProblemState

LONGEST = 3000  # characters of what a reader says


class ProblemReport(models.Model):
    """Problem of a case that a reader reported: with a reason, in their words; answered by an editor.

    ``digest``: of the secret in the address of its page, which whoever reported it was given. ``email``: where the
    answer goes, if they gave one; it is forgotten when the answer has been sent.
    """

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="problem_reports")
    reason = models.CharField(_("what is wrong"), max_length=10, choices=ProblemReason)
    text = models.TextField(_("in your words"), max_length=LONGEST)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES)
    email = models.EmailField(_("e-mail"), blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=ProblemState, default=ProblemState.RECEIVED)
    reported_at = models.DateTimeField(_("reported"))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.TextField(_("answer"), max_length=LONGEST, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reported problem")
        verbose_name_plural = _("reported problems")
        ordering = ["reported_at", "pk"]

    def __str__(self) -> str:
        """Number and case alone: the history of the site keeps this text."""
        return f"{self.case.code} · {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state in (ProblemState.RECEIVED, ProblemState.TAKEN)

    def get_absolute_url(self) -> str:
        """Page in the admin on which an editor answers it."""
        return reverse("case_problem", args=[self.pk])
