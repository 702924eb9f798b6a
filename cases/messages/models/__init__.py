"""Models of this room."""

from .action_links import ActionLink, ActionLinkUse
from .calendars import CityCalendar, CityDayOff
from .deadlines import Deadline
from .mailbox_visit import MailboxVisit
from .mutes import Mute
from .received import MailReason, MailState, ReceivedFile, ReceivedMail
from .threads import Thread

__all__ = [
    "ActionLink",
    "ActionLinkUse",
    "CityCalendar",
    "CityDayOff",
    "Deadline",
    "MailReason",
    "MailState",
    "MailboxVisit",
    "Mute",
    "ReceivedFile",
    "ReceivedMail",
    "Thread",
]
