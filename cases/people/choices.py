"""Closed lists of values of this room. Codes are stable in the database; labels are translated."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Beginning(StrEnum):
    """Ways in which a membership begins."""

    INVITED = "invited"
    APPROVED = "approved"
    APPOINTED = "appointed"


class Ending(models.TextChoices):
    """Ways in which a membership ends."""

    LEFT = "left", _("Left")
    ENDED = "ended", _("Ended by a coordinator or an administrator")
    MERGED = "merged", _("The city became part of another")
    DELETED = "deleted", _("The account was deleted")


class HandedTo(models.TextChoices):
    """Receivers of what is open when a membership ends."""

    NOBODY = "nobody", _("Nothing was open")
    MEMBER = "member", _("Another member of the city")
    MAILBOX = "mailbox", _("The mailbox of the city")
    EDITORS = "editors", _("The editors of this site")


class RequestState(models.TextChoices):
    """States of a request to join a city."""

    OPEN = "open", pgettext_lazy("state of a request", "Open")
    APPROVED = "approved", pgettext_lazy("state of a request", "Approved")
    REFUSED = "refused", pgettext_lazy("state of a request", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a request", "Withdrawn")


class Unfit(models.TextChoices):
    """Reasons for which an expert may not judge a case."""

    INACTIVE = "inactive", _("The account is closed")
    PAUSED = "paused", _("Takes no cases at the moment")
    AGREEMENT = "agreement", _("The agreement has lapsed")
    MEMBER = "member", _("Member of that city")
    CITY = "city", _("May not judge that city")
    TOPIC = "topic", _("Another field")
    LANGUAGE = "language", _("Does not read that language")
    LOAD = "load", _("Has as many cases this month as agreed")
