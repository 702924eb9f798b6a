"""Models of messages: what is said, what came in, threads, links in mails, and working days."""

from .action_links import ActionLink, ActionLinkUse
from .address import MailAddress
from .calendars import CityCalendar, CityDayOff
from .deadlines import Deadline
from .mailbox_visit import MailboxVisit
from .message import Message
from .mutes import Mute
from .preference import Preference
from .received import MailReason, MailState, ReceivedFile, ReceivedMail
from .threads import Thread

__all__ = [
    "ActionLink",
    "ActionLinkUse",
    "CityCalendar",
    "CityDayOff",
    "Deadline",
    "MailAddress",
    "MailReason",
    "MailState",
    "MailboxVisit",
    "Message",
    "Mute",
    "Preference",
    "ReceivedFile",
    "ReceivedMail",
    "Thread",
]
