"""Submissions: practices that somebody proposes for the collection."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, City
from cases.review.choices import State

DIGITS_OF_NUMBER = 8


def new_number() -> str:
    """Number of a receipt: digits only, so that it is said and typed in every alphabet."""
    first = secrets.choice("123456789")
    return first + "".join(secrets.choice("0123456789") for _place in range(DIGITS_OF_NUMBER - 1))


class Submission(models.Model):
    """Submission of a practice. Its owner is an account, or a confirmed address without one.

    ``title`` and ``city`` repeat what its sections say, for lists. ``for_city``: the city in whose name a member
    submits, so that its coordinators see it.
    """

    number = models.CharField(_("number"), max_length=DIGITS_OF_NUMBER, unique=True, default=new_number)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.DRAFT)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=255, blank=True)
    city = models.ForeignKey(City, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions")
    city_name = models.CharField(_("city that the list lacks"), max_length=150, blank=True)
    for_city = models.ForeignKey(
        City, verbose_name=_("in the name of"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    began_at = models.DateTimeField(_("begun"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    sent_at = models.DateTimeField(_("received"), null=True)
    correct_until = models.DateTimeField(null=True)  # its submitter may still correct what was sent
    due_on = models.DateField(_("answer by"), null=True)  # of whoever's turn it is
    screener = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("answered"), null=True)  # accepted, declined or withdrawn
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="submissions")
    forgotten_at = models.DateTimeField(null=True)  # what it said of people is gone
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "state_since"], name="submission_waiting"),
            models.Index(fields=["email"], name="submission_of_address"),
        ]

    def __str__(self) -> str:
        """Number alone: the history of the site keeps this text."""
        return self.number

    @property
    def shown_number(self) -> str:
        """Number in two groups, as it is read aloud."""
        half = DIGITS_OF_NUMBER // 2
        return f"{self.number[:half]}-{self.number[half:]}"
