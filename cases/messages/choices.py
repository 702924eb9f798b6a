"""Words for what a message is: its state, its way, how soon it leaves."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """States of a message. ``sending`` belongs to one process, until its lease ends."""

    HELD = "held", pgettext_lazy("state of a message", "Waiting")
    SENDING = "sending", pgettext_lazy("state of a message", "Being sent")
    SENT = "sent", pgettext_lazy("state of a message", "Sent")
    FAILED = "failed", pgettext_lazy("state of a message", "Failed")
    BOUNCED = "bounced", pgettext_lazy("state of a message", "Came back")
    CANCELLED = "cancelled", pgettext_lazy("state of a message", "Cancelled")


class Channel(models.TextChoices):
    """Ways of a message. A person with an account finds what was mailed on the site as well."""

    MAIL = "mail", _("By mail")
    SITE = "site", _("On the site only")


class Urgency(models.TextChoices):
    """Urgency of a message; in the order of these words urgent comes last, so it is sorted downwards."""

    ORDINARY = "ordinary", _("Ordinary")
    URGENT = "urgent", _("Urgent")


class Pace(models.TextChoices):
    """Pace at which a person gets mail of one kind."""

    AT_ONCE = "once", _("At once")
    DAILY = "daily", _("Once a day, all in one mail")
    WEEKLY = "weekly", _("Once a week, all in one mail")
    OFF = "off", _("No mail, on the site only")


class Trouble(models.TextChoices):
    """Causes for which a message was cancelled, failed or waits for another attempt."""

    ENDED = "ended", _("What it was about has ended")
    TOO_LATE = "too_late", _("It would have come too late")
    UNKNOWN = "unknown", _("Nothing on this site sends such messages any more")
    LEFT = "left", _("Whoever it was for has left")
    TURNED_OFF = "turned_off", _("Turned off by whoever gets it")
    NO_ADDRESS = "no_address", _("There is no address")
    STOPPED = "stopped", _("Mail to the address comes back")
    REFUSED = "refused", _("The mail server refused it")
    AWAY = "away", _("The mail server does not answer")
    LATER = "later", _("The mail server asks to try again later")
    IN_DOUBT = "in_doubt", _("Interrupted while it was handed over: it may have arrived")
    RENDERING = "rendering", _("Its text could not be made")
