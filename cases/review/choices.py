"""Closed lists of values of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RoundState(models.TextChoices):
    """States of a round of reviews."""

    OPEN = "open", pgettext_lazy("state of a round", "Open")
    DECIDED = "decided", pgettext_lazy("state of a round", "Decided")
    CANCELLED = "cancelled", pgettext_lazy("state of a round", "Cancelled")


class AssignmentState(models.TextChoices):
    """States of an assignment of an expert to a round; which follows which is in ``records/assignment_steps.py``."""

    INVITED = "invited", pgettext_lazy("state of an assignment", "Asked")
    ACCEPTED = "accepted", pgettext_lazy("state of an assignment", "Accepted")
    HANDED_IN = "handed_in", pgettext_lazy("state of an assignment", "Handed in")
    DECLINED = "declined", pgettext_lazy("state of an assignment", "Declined")
    EXPIRED = "expired", pgettext_lazy("state of an assignment", "Did not answer")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an assignment", "Taken back")
    RESIGNED = "resigned", pgettext_lazy("state of an assignment", "Resigned")
    LAPSED = "lapsed", pgettext_lazy("state of an assignment", "Handed in nothing")
    SET_ASIDE = "set_aside", pgettext_lazy("state of an assignment", "Set aside")
    CLOSED = "closed", pgettext_lazy("state of an assignment", "Closed with thanks")


class Refusal(models.TextChoices):
    """Reasons for which an expert declines an invitation or resigns."""

    CONFLICT = "conflict", _("A conflict of interest")
    TIME = "time", _("No time")
    FIELD = "field", _("Not my field")
    OTHER = "other", _("Another reason")


class Against(models.TextChoices):
    """Reasons of a round for which an expert may not judge a submission, beside those of ``people.choices.Unfit``."""

    SUBMITTER = "submitter", _("Submitted it, alone or with others")
    CONFLICT = "conflict", _("Has declared a conflict of interest")
    SCREENED = "screened", _("Has screened it")
    ASKED = "asked", _("Is asked in this round already")


class Outcome(models.TextChoices):
    """Outcomes of a decision."""

    ACCEPT = "accept", pgettext_lazy("decision", "Accept")
    WITH_CHANGES = "with_changes", pgettext_lazy("decision", "Accept with changes")
    ASK_MORE = "ask_more", pgettext_lazy("decision", "Ask for more")
    DECLINE = "decline", pgettext_lazy("decision", "Decline")


class DecisionState(models.TextChoices):
    """States of a decision. A draft decides nothing; what is held is decided, and announced later."""

    DRAFT = "draft", pgettext_lazy("state of a decision", "Draft")
    HELD = "held", pgettext_lazy("state of a decision", "Held")
    ANNOUNCED = "announced", pgettext_lazy("state of a decision", "Announced")
